import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { exploits } from '../../attack/exploit-tests.ts';
import { findings } from '../../attack/part.ts';
import { isHeld, summary } from '../../attack/summary.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('npm run attack, its runner', function () {
  this.timeout(60_000);

  it('ends with 0 where nothing succeeded, after a table', async () => {
    const { status, output } = await attack('mixing');
    expect(output).to.match(/^\| mixing \| 8 users, clients and pools, \d+ pairs \| .* \| held \|$/m);
    expect(status).to.equal(0);
  });

  it('tells the parts where there is none of that name', async () => {
    const { status, output } = await attack('sesions');
    expect(output).to.include('There is no part "sesions": there are sessions, behaviours,');
    expect(status).to.equal(1);
  });

  it('takes for held what was tried and did not succeed, and nothing else', () => {
    const done = (outcome: Parameters<typeof isHeld>[0]['outcome']) => ({ name: 'x', seconds: 1, outcome });
    const held = done({ figures: { inputs: 40_000 }, succeeded: [] });
    const succeeded = done({ figures: {}, succeeded: ['tokens'] });
    const broken = done({ error: new Error('no server | here\nat x') });
    expect([held, succeeded, broken].map(isHeld)).to.deep.equal([true, false, false]);
    expect(summary([held, succeeded, broken]).split('\n').slice(2)).to.deep.equal([
      '| x | 40,000 inputs | 1.0 s | held |',
      '| x |  | 1.0 s | SUCCEEDED |',
      '| x | Error: no server \\| here | 1.0 s | BROKE OFF |',
    ]);
  });

  it('counts what it does not list', () => {
    const found = findings(2);
    for (const each of ['a', 'b', 'c']) found.add(each);
    expect(found.list()).to.deep.equal(['a', 'b', '… 3 in all']);
  });

  it('names exploits by tests that there are', () => {
    expect(Object.keys(exploits)).to.have.length.above(20);
    for (const [exploit, tests] of Object.entries(exploits)) {
      expect(tests, exploit).to.not.deep.equal({});
      for (const [file, titles] of Object.entries(tests)) {
        const source = readFileSync(join(root, file), 'utf8');
        expect(titles, file).to.not.deep.equal([]);
        for (const title of titles)
          expect(source, file).to.include(title.replace(/: (magic_link|email_otp)$/, ''));
      }
    }
  });
});

function attack(...names: string[]): Promise<{ status: unknown; output: string }> {
  return new Promise(resolve => {
    const args = ['--import', 'tsx', 'attack/index.ts', ...names];
    execFile(process.execPath, args, { cwd: root }, (error, stdout, stderr) =>
      resolve({ status: error ? error.code : 0, output: stdout + stderr }),
    );
  });
}
