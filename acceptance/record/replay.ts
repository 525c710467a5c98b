import type { Progress } from '../progress.ts';
import { PACE_HERE, type Prepared, rehearse } from '../rehearse.ts';
import type { Scenario } from '../scenario.ts';
import { compare, type Difference } from './compare.ts';
import { type Record, toRecord } from './record.ts';

/**
 * Makes the sign-ins and asks the questions of a record once more, of the local Cognito, and compares. What the record
 * says of scenarios that are gone is a difference too.
 */
export async function replay(
  recorded: Record,
  prepared: Prepared,
  all: readonly Scenario[],
  progress: Progress,
): Promise<readonly Difference[]> {
  const scenarios = all.filter(({ name }) => recorded.results.some(result => result.name === name));
  const { rounds, sizes, waitsForResend } = recorded.pace;
  const pace = { ...PACE_HERE, rounds, sizes, waitsForResend };
  const { signal } = new AbortController();
  const { results, identity } = await rehearse(prepared, { scenarios, pace, progress, signal });
  const here = toRecord({ ...recorded, source: 'rehearsal', pace }, results, identity);
  return compare(recorded.results, here.results);
}
