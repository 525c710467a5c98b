import type { Cell, FunctionName, Kind, Row } from './cell.ts';
import type { FaultName } from './faults.ts';

/** What comes of faults: of one request of a call, and of all of them until the call is over. */
export interface Decision {
  readonly fn: FunctionName;
  readonly dependency: Row['dependency'];
  /** Where it is not the same for all challenges that call it. */
  readonly kinds?: readonly Kind[];
  readonly faults: readonly FaultName[];
  readonly once?: string;
  readonly lasting: string;
}

/** @throws Error where there is none, or more than one: then the table says nothing */
export function decisionOn({ row, kind, fault }: Cell, decisions: readonly Decision[]): Decision {
  const found = decisions.filter(
    each =>
      each.fn === row.fn &&
      each.dependency === row.dependency &&
      each.faults.includes(fault) &&
      (each.kinds ?? row.kinds).includes(kind),
  );
  const [decision] = found;
  if (!decision || found.length > 1)
    throw new Error(
      `There are ${found.length} decisions on ${row.fn}, ${row.dependency}, ${kind}, ${fault}.`,
    );
  return decision;
}
