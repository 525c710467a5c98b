import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { threatTestsPage, withThreatTables } from '../threats/pages.ts';
import { missingTests, threats } from '../threats/threats.ts';

const root = new URL('../../', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, root), 'utf8');
const source = (file: string) => (existsSync(new URL(file, root)) ? read(file) : undefined);

describe('The threats of SECURITY.md', () => {
  const all = Object.values(threats).flat();

  it('have tests, each of them at least one, in files of tests', () => {
    expect(all).to.have.length.above(50);
    for (const { threat, tests } of all) {
      expect(Object.values(tests).flat(), threat).to.have.length.above(0);
      for (const file of Object.keys(tests)) expect(file, threat).to.match(/^test\/.+\.test\.ts$/);
    }
  });

  it('name tests that there are', () => {
    expect(missingTests(threats, source)).to.deep.equal([]);
  });

  it('are found out where they name a test or a file that is missing', () => {
    const tests = { 'test/a.test.ts': ['is there', 'is not'], 'test/b.test.ts': ['is not either'] };
    const read = (file: string) => ({ 'test/a.test.ts': "it('is there', () => {});" })[file];

    expect(missingTests({ Theft: [{ threat: 'A thief', stop: 'a lock', tests }] }, read)).to.deep.equal([
      'test/a.test.ts: is not',
      'test/b.test.ts: is not either',
    ]);
  });

  it('have headings that differ: each is an anchor', () => {
    const headings = [...Object.keys(threats), ...all.map(({ threat }) => threat)];
    expect(new Set(headings)).to.have.property('size', headings.length);
  });

  it('stand in SECURITY.md and docs/threat-tests.md as they are declared (`npm run docs`)', () => {
    expect(withThreatTables(read('SECURITY.md'), threats)).to.equal(read('SECURITY.md'));
    expect(threatTestsPage(threats)).to.equal(read('docs/threat-tests.md'));
  });

  it('need the markers of their tables', () => {
    expect(() => withThreatTables('# Security\n', threats)).to.throw('<!-- BEGIN THREATS -->');
  });
});
