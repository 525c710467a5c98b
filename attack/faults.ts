import { decisionOn } from './faults/decision.ts';
import { decisions } from './faults/decisions.ts';
import { runAll } from './faults/run-all.ts';
import { allCells, fewCells } from './faults/sample.ts';
import { findings, type Part } from './part.ts';

/** Every way in which what the functions call fails, held against the table of what should come of it. */
export const faults: Part = {
  name: 'faults',
  what: 'services that are slow, silent, gone, or did what they do not say: no secret, no second message, no lost answer',
  run: async (log, size) => {
    const found = findings();
    const { results, leaks, requests } = await runAll(size === 'long' ? allCells : fewCells, log);
    for (const [cell, { text, problems }] of results) {
      const where = `${cell.row.fn}, ${cell.row.dependency}, ${cell.kind}, ${cell.fault}, ${cell.lasting}`;
      const wanted = decisionOn(cell, decisions)[cell.lasting];
      for (const problem of problems) found.add(`${where}: ${problem}`);
      if (text !== wanted) found.add(`${where}: ${text} instead of ${wanted}`);
    }
    for (const leak of leaks) found.add(`a secret is logged: ${leak.slice(0, 80)}`);
    return { figures: { cells: results.size, requests }, succeeded: found.list() };
  },
};
