import { misspelt } from './misspelt.ts';
import type { Plan } from './plan.ts';
import { keep, rules } from './rules.ts';
import { unpinned } from './unpinned.ts';

/**
 * What a plan would do that no pipeline should.
 *
 * @returns a line for each, which begins with the address of a resource or of an input; none for a plan that may be applied
 */
export function refusals(plan: Plan): string[] {
  const resources = (plan.resource_changes ?? []).filter(({ mode }) => mode === 'managed');
  const broken = resources.flatMap(({ address, type, change }) => {
    const { actions, after } = change;
    const lost = actions.includes('delete') ? keep[type] : undefined;
    const rulesBroken = after ? (rules[type] ?? []).map(rule => rule(after, change)) : [];
    return [lost, ...rulesBroken].filter(why => why !== undefined).map(why => `${address} ${why}`);
  });
  return [...unpinned(plan), ...misspelt(plan), ...broken];
}
