import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { useScratchFolder } from './scratch-folder.ts';

const scratch = useScratchFolder();

const SUITE = `
describe('a suite', () => {
  it('works', () => {});
  it('breaks', () => { throw new Error(Array.from({ length: 20 }, (_, n) => 'line ' + n).join('\\n')); });
  it('waits');
  describe('that cannot begin', () => {
    before(() => { throw new Error('no server'); });
    it('is not reached', () => {});
  });
});`;

/** Runs mocha on a file, and gives what is on the screen and in the summary. */
function run(name: string, ...options: string[]) {
  const [file, summary] = [scratch(`${name}.cjs`), scratch(`${name}.txt`)];
  writeFileSync(file, SUITE);
  const mocha = ['node_modules/mocha/bin/mocha.js', ...options, '--reporter', './test/support/reporter.cjs'];
  const { stdout } = spawnSync(process.execPath, [...mocha, file], {
    env: { ...process.env, TEST_SUMMARY: summary },
    encoding: 'utf8',
  });
  return { stdout, summary: readFileSync(summary, 'utf8') };
}

describe('the reporter', () => {
  for (const mode of ['--parallel', '--no-parallel'])
    it(`ends with the counts, and keeps what failed for later, with ${mode}`, () => {
      const { stdout, summary } = run(`failing${mode}`, mode);

      expect(stdout.trimEnd().split('\n').at(-1)).to.equal('1 passed, 2 failed, 1 skipped');
      const lines = summary.split('\n');
      expect(lines[0]).to.equal('a suite breaks');
      expect(lines[1]).to.match(/failing--.*\.cjs$/);
      expect(lines.slice(2, 15)).to.deep.equal([
        ...Array.from({ length: 12 }, (_, n) => `    line ${n}`),
        '    …',
      ]);
      expect(lines[16]).to.match(/^a suite that cannot begin "before all" hook/);
      expect(summary).to.include('    no server\n');
      expect(summary.endsWith('1 passed, 2 failed, 1 skipped\n')).to.equal(true);
    });
});
