/**
 * `check` blocks: assertions that warn and stop nothing.
 *
 * One with its own data source depends on AWS's answers, and is left out like a postcondition.
 */

import { nestedBlocks } from './blocks.ts';
import { customCondition, expressionsOf, failures } from './custom-condition.ts';
import { ExpressionError, within } from './errors.ts';
import type { Node } from './graph.ts';
import type { JsonObject } from './json.ts';

/** @param warn takes a sentence for each assertion that does not hold, or cannot be judged */
export function checkNodes(name: string, body: JsonObject, warn: (sentence: string) => void): Node[] {
  if ('data' in body) return [];
  const address = `check "${name}"`;
  const assertions = within(address, () => nestedBlocks(body, 'assert').map(customCondition));
  return [
    {
      address,
      expressions: expressionsOf(assertions),
      dependsOn: [],
      evaluate: scope => {
        for (const assertion of assertions) {
          try {
            for (const message of failures([assertion], scope)) warn(`${address}: ${message}`);
          } catch (error) {
            if (!(error instanceof ExpressionError)) throw error;
            warn(`${address}: ${error.message}`);
          }
        }
        return null;
      },
    },
  ];
}
