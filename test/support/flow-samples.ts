import * as fc from 'fast-check';
import { challengeKinds } from '../../functions/challenge-kinds.ts';

const names = Object.keys(challengeKinds);
const name = fc.constantFrom(...names.slice(1));
const ARN = 'arn:aws:lambda:eu-central-1:111122223333:function:riddle';

/** Mostly left out: what is right with everything is what makes a flow that is taken. */
const rarely = <Value>(value: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });

const asked = fc.oneof(
  { weight: 6, arbitrary: fc.record({ challenge: name }) },
  { weight: 3, arbitrary: fc.record({ any_of: fc.uniqueArray(name, { minLength: 1, maxLength: 3 }) }) },
  // Whatever is wrong by itself.
  {
    weight: 1,
    arbitrary: fc.constantFrom<object>(
      {},
      { any_of: [] },
      { any_of: ['password'] },
      { challenge: 'password' },
      { challenge: 'captcha', any_of: ['email_otp'] },
      { any_of: ['email_otp', 'password'] },
      { challenge: 'captchas' },
    ),
  },
);

const besides = fc.record({
  name: rarely(fc.constantFrom('code', 'captcha', 'password', 'Code')),
  attempts: rarely(fc.constantFrom(0, 1, 10, 11)),
  code_length: rarely(fc.constantFrom(3, 4, 5, 6, 8, 9, 10, 11)),
  when: rarely(
    fc.constantFrom<object>(
      { attribute: 'custom:role', values: ['admin'] },
      { attribute: 'custom:role' },
      { clients: ['web'] },
      { attribute: 'custom:role', values: ['admin'], clients: ['web'] },
      { clients: [] },
    ),
  ),
  function_arn: fc.constantFrom(ARN, ARN, undefined),
  proof: fc.constantFrom(true, true, false, undefined),
});

const step = fc.tuple(asked, besides).map(([one, more]) => ({ ...one, ...more }));

/**
 * Flows as a caller may write them: some are right, others break one rule or several. A step has the attributes of an
 * `external` challenge whatever it asks: only a plan minds.
 *
 * @param count how many; always the same ones
 */
export function flowSamples(count: number): readonly (readonly object[])[] {
  const steps = fc.array(step, { minLength: 1, maxLength: 3 });
  const flow = fc
    .tuple(fc.boolean(), steps)
    .map(([isPasswordFirst, rest]) => [...(isPasswordFirst ? [{ challenge: 'password' }] : []), ...rest]);
  // What is left out is not there: undefined has no place in JSON.
  return fc.sample(flow, { numRuns: count, seed: 7 }).map(each => JSON.parse(JSON.stringify(each)));
}
