import type { Progress } from '../../acceptance/progress.ts';
import { type Prepared, prepare } from '../../acceptance/rehearse.ts';
import type { Scenario } from '../../acceptance/scenario.ts';
import { scenarios } from '../../acceptance/scenarios.ts';
import { temporaryFolder } from '../support/loop.ts';

/** Built once in a process. */
let preparing: Promise<Prepared> | undefined;

/** The built module and the helpers. */
export function usePrepared(): () => Prepared {
  let prepared: Prepared | undefined;
  before(async () => {
    preparing ??= prepare(temporaryFolder());
    prepared = await preparing;
  });
  return () => {
    if (!prepared) throw new Error('Nothing is prepared yet.');
    return prepared;
  };
}

export const silent: Progress = { begin: () => undefined, say: () => undefined, step: () => undefined };

/** @throws Error for a name that no scenario has */
export function scenariosNamed(names: readonly string[]): readonly Scenario[] {
  const unknown = names.find(name => !scenarios.some(scenario => scenario.name === name));
  if (unknown) throw new Error(`There is no scenario ${unknown}.`);
  return scenarios.filter(({ name }) => names.includes(name));
}
