import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';
import { movableClock } from '../../../attack/incidents/clock.ts';
import { temporaryFolder } from '../../support/loop.ts';

const MINUTE_MS = 60_000;

describe('A clock that can be moved on', () => {
  const newClock = (time: () => number) => movableClock(join(temporaryFolder(), 'clock-ahead'), time);

  it('passes as time does, and more where it is told to', () => {
    let time = 10_000;
    const clock = newClock(() => time);
    time += 1;
    clock.pass(500);
    expect(clock.now()).to.equal(10_501);
    clock.toNext(MINUTE_MS);
    expect(clock.now()).to.equal(MINUTE_MS);
    clock.toNext(MINUTE_MS);
    expect(clock.now()).to.equal(2 * MINUTE_MS);
  });

  it('is that of a program which runs with its environment, while it runs', () => {
    const clock = newClock(Date.now);
    clock.pass(MINUTE_MS);
    const program = `
      const now = [Date.now(), new Date().getTime(), Date.parse(new Date().toISOString())];
      require('node:fs').writeFileSync(process.env.CLOCK_AHEAD_FILE, '0');
      const one = new Date(7);
      console.log(JSON.stringify([...now, Date.now(), one.getTime(), one instanceof Date, typeof Date()]));`;
    const before = Date.now();
    const output = execFileSync(process.execPath, ['-e', program], {
      env: { ...clock.environment },
      encoding: 'utf8',
    });
    const [now, made, parsed, back, given, isDate, text] = JSON.parse(output);

    for (const time of [now, made, parsed])
      expect(time).to.be.within(before + MINUTE_MS, Date.now() + MINUTE_MS);
    expect(back).to.be.within(before, Date.now());
    expect([given, isDate, text]).to.deep.equal([7, true, 'string']);
  });
});
