import type { Plan } from './plan.ts';
import { keep, rules } from './rules.ts';

/**
 * What a plan would do that no pipeline should.
 *
 * @returns a line for each, which begins with the resource's address; none for a plan that may be applied
 */
export function refusals(plan: Plan): string[] {
  const resources = (plan.resource_changes ?? []).filter(({ mode }) => mode === 'managed');
  return resources.flatMap(({ address, type, change }) => {
    const { actions, after } = change;
    const lost = actions.includes('delete') ? keep[type] : undefined;
    const broken = after ? (rules[type] ?? []).map(rule => rule(after, change)) : [];
    return [lost, ...broken].filter(why => why !== undefined).map(why => `${address} ${why}`);
  });
}
