import { TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
import { alarmInputs } from './alarms.ts';
import { challengeInputs } from './challenges.ts';
import { clientInputs } from './clients.ts';
import { deliveryInputs } from './delivery.ts';
import { eventInputs } from './events.ts';
import { flowInputs } from './flow.ts';
import { packageInputs } from './function-packages.ts';
import { functionInputs } from './functions.ts';
import type { Input } from './input.ts';
import { nameInput } from './name.ts';
import { operationsInputs } from './operations.ts';
import { triggerInputs } from './triggers.ts';
import { userPoolInputs } from './user-pool.ts';
import { wafInputs } from './waf.ts';

type Inputs = Readonly<Record<string, Input>>;

/** The inputs by what they are about, as the documentation shows them. */
export const inputGroups: Readonly<Record<string, Inputs>> = {
  'The sign-in': { ...nameInput, ...flowInputs },
  Challenges: challengeInputs,
  Messages: deliveryInputs,
  'The user pool': { ...userPoolInputs, ...wafInputs },
  'Triggers and app clients': { ...triggerInputs, ...clientInputs },
  Functions: { ...packageInputs, ...functionInputs },
  Operations: { ...operationsInputs, ...alarmInputs, ...eventInputs },
};

/** Every input of the module, by name. */
export const inputs: Inputs = Object.assign({}, ...Object.values(inputGroups));

/** Declares the inputs; from here on `var.<name>` stands in expressions. */
export function declareInputs(scope: Construct, table: Inputs): void {
  for (const [name, input] of Object.entries(table)) {
    const variable = new TerraformVariable(scope, name, {
      type: input.type,
      description: input.description,
      nullable: input.nullable ?? false,
    });
    // As overrides, since CDKTF rejects a null default, and renames the keys of an object.
    if ('default' in input) variable.addOverride('default', input.default);
    if (input.validations) {
      const rules = input.validations.map(rule => ({
        condition: `\${${rule.condition}}`,
        error_message: rule.message,
      }));
      variable.addOverride('validation', rules);
    }
  }
}
