import { operatorNamed } from './condition-operators.ts';
import type { Variables } from './pattern.ts';
import { type Condition, valuesOf } from './policy.ts';

/**
 * Whether a condition holds for a request.
 *
 * A key that the request lacks meets nothing: then only negated operators, `IfExists`, `ForAllValues` and `Null: true`
 * hold.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function holds({ set, operator, ifExists, key, values }: Condition, variables: Variables): boolean {
  const actual = valuesOf(variables.context, key);
  if (operator === 'Null')
    return values.some(value => (value.toLowerCase() === 'true') === (actual.length === 0));
  if (actual.length === 0 && ifExists) return true;
  const { meets, negated = false } = operatorNamed(operator) ?? unknown(operator);
  const holdsFor = (value: string) => values.some(expected => meets(value, expected, variables)) !== negated;
  if (set === 'ForAllValues') return actual.every(holdsFor);
  if (set === 'ForAnyValue') return actual.some(holdsFor);
  const [only, ...more] = actual;
  if (only === undefined) return negated;
  // AWS does not say what several values without a set operator mean (unverified): do not rely on it.
  return more.length === 0 && holdsFor(only);
}

function unknown(operator: string): never {
  throw new Error(`Unknown condition operator ${operator}.`);
}
