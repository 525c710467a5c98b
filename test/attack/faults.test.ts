import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { decisionOn } from '../../attack/faults/decision.ts';
import { decisions } from '../../attack/faults/decisions.ts';
import { runAll } from '../../attack/faults/run-all.ts';
import { allCells, fewCells } from '../../attack/faults/sample.ts';
import { withFaultsTable } from '../../attack/faults/table.ts';

describe('Faults of what the functions call', function () {
  this.timeout(300_000);

  it('come to what is decided: in time, no secret told, users alike, no second message, no answer lost', async () => {
    const { results, leaks } = await runAll(fewCells);
    const found = [...results].map(([cell, { text, problems }]) => ({
      ...describeCell(cell),
      text,
      problems,
    }));
    const wanted = [...results.keys()].map(cell => ({
      ...describeCell(cell),
      text: decisionOn(cell, decisions)[cell.lasting],
      problems: [],
    }));
    expect(found).to.deep.equal(wanted);
    expect(leaks).to.deep.equal([]);
    expect(found.length).to.be.above(200);
  });

  it('are all decided, each once, and nothing else is', () => {
    const used = new Set(allCells.map(cell => decisionOn(cell, decisions)));
    expect(used.size).to.equal(decisions.length);
    for (const cell of allCells)
      expect(decisionOn(cell, decisions)[cell.lasting], JSON.stringify(describeCell(cell))).to.be.a('string');
  });

  it('stand in docs/attack.md as they are decided (`npm run docs`)', () => {
    const page = readFileSync(new URL('../../docs/attack.md', import.meta.url), 'utf8');
    expect(withFaultsTable(page, decisions)).to.equal(page);
  });
});

const describeCell = ({ row, kind, fault, lasting }: (typeof allCells)[number]) => ({
  where: `${row.fn}, ${row.dependency}, ${kind}`,
  ...{ fault, lasting },
});
