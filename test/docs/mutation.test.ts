import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { explained } from '../mutation/explained.ts';
import { DEFENCES } from '../mutation/rooms.ts';

describe('docs/mutation.md', () => {
  const rows = readFileSync('docs/mutation.md', 'utf8')
    .split('\n')
    .filter(line => line.startsWith('| `functions/'))
    .map(line => line.split('|').map(cell => cell.trim()));

  it('has a score for each of the defences', () => {
    expect(rows.map(([, place]) => place)).to.have.members(DEFENCES.map(place => `\`${place}\``));
  });

  it('has figures that add up: it says of each mutant what became of it', () => {
    for (const [, place, mutants, ...fates] of rows.filter(([, , figure]) => figure !== '–')) {
      const known = fates.slice(0, 6).map(Number);
      expect(Number(mutants), place).to.equal(known.reduce((sum, each) => sum + each));
    }
  });

  it('explains mutants of code that is there, in files of the defences', () => {
    for (const { file, changes } of explained) {
      expect(DEFENCES.some(place => file.startsWith(`${place}/`)) && existsSync(file), file).to.equal(true);
      const code = oneLine(readFileSync(file, 'utf8'));
      for (const [was, , on = ''] of changes) {
        expect(code, file).to.include(oneLine(was));
        expect(code, file).to.include(oneLine(on));
      }
    }
  });
});

const oneLine = (code: string) => code.replace(/\s+/g, ' ');
