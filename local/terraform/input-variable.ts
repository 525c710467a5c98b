/** `variable` blocks: a value that is given or the default, converted to the type and validated. */

import { nestedBlocks } from './blocks.ts';
import { convert } from './convert.ts';
import { customCondition, expressionsOf, failures } from './custom-condition.ts';
import { ConfigurationError, within } from './errors.ts';
import type { Node } from './graph.ts';
import type { JsonObject } from './json.ts';
import type { Type } from './type.ts';
import { parseTypeConstraint, withDefaults } from './type-constraint.ts';
import type { Value } from './value.ts';

/** @param given undefined when the variable is not set */
export function variableNode(name: string, body: JsonObject, given: Value | undefined): Node {
  const address = `var.${name}`;
  const conditions = within(address, () => nestedBlocks(body, 'validation').map(customCondition));
  const type = within(address, () => parseTypeConstraint(typeof body.type === 'string' ? body.type : 'any'));
  return {
    address,
    expressions: [],
    dependsOn: [],
    evaluate: () => valueFor(name, body, type, given),
    check: {
      expressions: expressionsOf(conditions),
      run: scope => {
        const messages = failures(conditions, scope);
        if (messages.length > 0) {
          throw new ConfigurationError(`Invalid value for variable "${name}": ${messages.join('\n')}`);
        }
      },
    },
  };
}

function valueFor(name: string, body: JsonObject, type: Type, given: Value | undefined): Value {
  const nullable = body.nullable !== false;
  if (given !== undefined && (given !== null || nullable)) {
    return suitable(given, type, `The given value is not suitable for var.${name}`);
  }
  if (body.default !== undefined) {
    // a default is data: `${` in it is text
    return suitable(body.default, type, `The default value is not suitable for var.${name}`);
  }
  throw new ConfigurationError(
    given === null
      ? `The variable "${name}" is required and may not be set to null`
      : `No value for the required variable "${name}"`,
  );
}

function suitable(value: Value, type: Type, problem: string): Value {
  return within(problem, () => convert(withDefaults(value, type), type));
}
