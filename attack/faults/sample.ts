import { type Cell, cellsOf, rows } from './cell.ts';
import type { FaultName } from './faults.ts';

export const allCells: readonly Cell[] = rows.flatMap(cellsOf);

/** Where it takes longest, and where it is over at once: between users, other faults differ in nothing else. */
const compared: readonly FaultName[] = ['stumbling', 'done, but silent', 'refused'];

/**
 * Every service with every fault, lasting, at one of its challenges; and of one request alone what was done or half
 * answered, where a repetition is most likely to do harm.
 */
export const fewCells: readonly Cell[] = rows.flatMap((row, at) => {
  const cells = cellsOf(row);
  return [...new Set(cells.map(({ fault }) => fault))].flatMap((fault, nth) => {
    const kind = row.kinds[(at + nth) % row.kinds.length];
    return cells
      .filter(cell => cell.fault === fault && cell.kind === kind)
      .filter(({ lasting }) => lasting === 'lasting' || fault === 'done, then reset')
      .map(cell => ({ ...cell, isAlone: !compared.includes(fault) }));
  });
});
