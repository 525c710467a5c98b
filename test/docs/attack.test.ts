import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parts } from '../../attack/parts.ts';

const page = readFileSync(new URL('../../docs/attack.md', import.meta.url), 'utf8');

describe('docs/attack.md', () => {
  it('says of each part what it tries, and of no other', () => {
    expect(rowsOf('What is tried').map(([part]) => part)).to.deep.equal(
      Object.keys(parts).map(name => `\`${name}\``),
    );
  });

  it('says what was run of each part, and by which command', () => {
    const rows = rowsOf('What was run');
    expect(rows.map(([part]) => part)).to.have.members(Object.keys(parts).map(name => `\`${name}\``));
    for (const [part = '', tried, held, command = ''] of rows) {
      const [, name, long] = /^`npm run attack -- ([a-z]+)( --long)?`$/.exec(command) ?? [];
      expect(`\`${name}\``, command).to.equal(part);
      expect(tried, `${part}${long ?? ''}`).to.match(/\d/);
      // What did not hold is told below the table, by the name of the part.
      if (held !== 'yes') expect(page.match(new RegExp(part, 'g')), part).to.have.length.above(2);
    }
  });
});

/** The cells of the first table in a section, without its header. */
function rowsOf(section: string): string[][] {
  const [, text = ''] = new RegExp(`^## ${section}$(.*?)^## `, 'ms').exec(page) ?? [];
  const [, , ...rows] = text.match(/^\|.*\|$/gm) ?? [];
  expect(rows, section).to.have.length.above(1);
  return rows.map(row =>
    row
      .slice(1, -1)
      .split(' | ')
      .map(cell => cell.trim()),
  );
}
