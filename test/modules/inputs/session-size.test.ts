import { expect } from 'chai';
import * as fc from 'fast-check';
import { challengeKinds } from '../../../functions/challenge-kinds.ts';
import { SESSION_LIMIT_BYTES } from '../../../functions/flow/session-budget.ts';
import { worstSessionBytes } from '../../../functions/flow/session-size.ts';
import { evaluate } from '../../../local/terraform/expression/evaluate.ts';
import { parseTemplateText } from '../../../local/terraform/expression/parse-template.ts';
import { terraformFunctions } from '../../../local/terraform/functions.ts';
import { planRules } from '../../../modules/inputs/flow-rules.ts';

const names = Object.keys(challengeKinds) as (keyof typeof challengeKinds)[];

const rule = planRules.find(({ message }) => message.includes('uses up every attempt')) ?? {
  condition: 'no rule on the session',
};
const [bytes = '', limit] = rule.condition.split(' <= ');
const expression = parseTemplateText(`\${${bytes}}`);
const functions = terraformFunctions('.');

/** What Terraform computes. */
const planned = (flow: readonly object[]) =>
  evaluate(expression, { functions, variables: { var: { flow: flow as never } } });

const step = fc.record({
  challenges: fc.uniqueArray(fc.constantFrom(...names.slice(1)), { minLength: 1 }),
  name: fc.option(fc.stringMatching(/^[a-z][a-z0-9_]{0,31}$/)),
  attempts: fc.integer({ min: 1, max: 10 }),
});

describe('the session that a flow may fill', () => {
  it('is computed by Terraform as by the functions, for any flow', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 7 }), fc.boolean(), (steps, passwordFirst) => {
        const password = { challenges: ['password' as const], name: null, attempts: 3 };
        const flow = [...(passwordFirst ? [password] : []), ...steps];
        const inTerraform = flow.map(({ challenges, name, attempts }) => ({
          ...(challenges.length > 1
            ? { challenge: null, any_of: challenges }
            : { challenge: challenges[0], any_of: null }),
          ...{ name, attempts },
        }));
        const inFunctions = flow.map(({ challenges, name, attempts }) => ({
          ...{ challenges, attempts, lifetimeSeconds: 180 },
          name: name ?? challenges[0] ?? '',
        }));

        expect(planned(inTerraform)).to.equal(worstSessionBytes(inFunctions as never));
      }),
    );
  });

  it('may be as large as the session budget says', () => {
    expect(limit).to.equal(String(SESSION_LIMIT_BYTES));
  });
});
