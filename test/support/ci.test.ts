import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { useScratchFolder } from './scratch-folder.ts';

const scratch = useScratchFolder();

/** What a step does when `npm` is called for it, as the script has it. */
type Steps = Readonly<Record<string, string>>;

const COUNTED = (line: string, ...failed: string[]) =>
  `printf '%s\\n' ${[...failed, line].map(text => `'${text}'`).join(' ')} >>"$TEST_SUMMARY"`;
const passing: Steps = {
  ci: ':',
  'run types': ':',
  'run lint': ':',
  test: COUNTED('5 passed, 0 failed, 0 skipped'),
  'start -- --once': ':',
  'run test:node': COUNTED('3 passed, 0 failed, 1 skipped'),
};

/** Runs a copy of `.ci/run` in a folder of its own, with an `npm` that does these steps, and its output's lines. */
function runCi(name: string, steps: Steps, environment: Readonly<Record<string, string>> = {}) {
  const script = join(scratch(name), 'checkout', '.ci', 'run');
  const bin = join(scratch(name), 'bin');
  mkdirSync(dirname(script), { recursive: true });
  mkdirSync(bin);
  copyFileSync('.ci/run', script);
  const cases = Object.entries(steps).map(([call, command]) => `  '${call}'*) ${command} ;;`);
  writeProgram(join(bin, 'npm'), `echo "npm $*"\ncase "$*" in\n${cases.join('\n')}\nesac`);
  writeProgram(join(bin, 'chromium'), ':');
  const { status, stdout } = spawnSync('bash', [script], {
    env: { ...process.env, WITH_TERRAFORM: '', ...environment, PATH: `${bin}:${process.env.PATH}` },
    encoding: 'utf8',
  });
  return { status, lines: stdout.trimEnd().split('\n') };
}

function writeProgram(path: string, text: string) {
  writeFileSync(path, `#!/usr/bin/env bash\n${text}\n`);
  chmodSync(path, 0o755);
}

describe('.ci/run', () => {
  it('ends with the counts of all steps: a step without tests counts as one', () => {
    const { status, lines } = runCi('passing', passing);

    expect(status).to.equal(0);
    expect(lines.at(-1)).to.equal('12 passed, 0 failed, 1 skipped');
    expect(lines).not.to.include('Failed:');
  });

  it('tells what failed again directly before the counts, from every part', () => {
    const { status, lines } = runCi('failing', {
      ...passing,
      test: `${COUNTED('4 passed, 1 failed, 0 skipped', 'a suite works', '    no')}; false`,
      'start -- --once': 'echo "no tokens"; exit 3',
      'run test:node': `${COUNTED('2 passed, 2 failed, 0 skipped', 'one', 'two')}; exit 1`,
    });

    expect(status).to.equal(1);
    expect(lines.slice(lines.indexOf('Failed:')).filter(line => line !== '')).to.deep.equal([
      'Failed:',
      'a suite works',
      '    no',
      'npm start -- --once',
      '    ended with status 3: its own words are above',
      'one',
      'two',
      '9 passed, 4 failed, 0 skipped',
    ]);
  });

  it('counts a run of tests that broke off, whatever it had counted before', () => {
    const { status, lines } = runCi('broken', { ...passing, 'run test:node': `${passing.test}; exit 7` });

    expect(status).to.equal(1);
    expect(lines.at(-1)).to.equal('14 passed, 1 failed, 0 skipped');
  });

  for (const call of ['ci', 'run types', 'run lint'])
    it(`goes no further where npm ${call} fails`, () => {
      const { status, lines } = runCi(`stops-${call.replace(' ', '-')}`, { ...passing, [call]: 'exit 1' });

      expect(status).to.equal(1);
      expect(lines.at(-1)).to.match(/^\d passed, 1 failed, 0 skipped$/);
      expect(lines).not.to.include('npm test');
    });

  it('runs the tests within the command that sets Terraform up', () => {
    const program = join(scratch('wrapper'), 'set-up');
    mkdirSync(dirname(program));
    writeProgram(program, 'echo "set up for: $*"; exec "$@"');
    const { lines } = runCi('wrapped', passing, { WITH_TERRAFORM: program });

    expect(lines.filter(line => line.startsWith('set up'))).to.deep.equal(['set up for: npm test']);
  });
});
