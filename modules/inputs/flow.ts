import { flag, object, optional } from '../../functions/settings/declare.ts';
import { conditionAttributes, flowOf } from '../../functions/settings/flow.ts';
import { fullStepAttributes } from '../../functions/settings/step.ts';
import { guardRules, planRules } from './flow-rules.ts';
import { declared } from './from-declaration.ts';

const { proof, when: _, ...attributes } = fullStepAttributes;

/** A step as the functions read it, and what only the rules of `clients` ask for. */
const steps = flowOf({
  ...attributes,
  proof,
  when: optional(object({ ...conditionAttributes, user_writable: optional(flag(), false) })),
});

/** What a sign-in asks for. */
export const flowInputs = {
  flow: declared('flow', steps, {
    text: 'The steps of a sign-in, in order.',
    attributes: {
      challenge: 'What the step asks.',
      any_of:
        'Instead of `challenge`: several that the user chooses from. The first is asked unless the client chooses another.',
      name: 'Unique in the flow. Default: the name of the first challenge.',
      attempts: 'Wrong answers that end the sign-in.',
      lifetime_seconds:
        'How long an answer is accepted. No client may have a shorter `session_validity_minutes`.',
      code_length: {
        unit: 'characters',
        text: 'Length of a code (6 to 10, default 6) or of the letters in a picture (4 to 8). Overrides `captcha.length`.',
      },
      function_arn: 'The function that an `external` challenge calls to ask and to judge.',
      verify_function_arn: 'The function that it calls to judge, if another one does that.',
      proof:
        'Whether an `external` challenge proves who the user is. It has no default there: true if it does, false if it only tells people from programs.',
      when: {
        text: 'The step is asked only where this holds. Without it, everybody is asked.',
        attributes: {
          attribute:
            'A user attribute, such as `email_verified` or `custom:role`. Unknown users skip a step with an attribute.',
          values: 'The attribute must have one of these values.',
          clients: 'The sign-in must come from one of these app clients, by their names in `clients`.',
          user_writable:
            'Whether users may write the attribute themselves, and so switch the step off. A plan refuses such an attribute otherwise.',
        },
      },
    },
    default: [{ challenge: 'password' }, { challenge: 'captcha' }],
    example: [
      { challenge: 'password' },
      { challenge: 'captcha', attempts: 5 },
      { any_of: ['email_otp', 'sms_otp'], name: 'code', when: { clients: ['web'] } },
    ],
    with: {
      email: { from: 'sign-in@example.com' },
      sms: { country_prefixes: ['+1', '+49'] },
      clients: { web: {}, app: {} },
    },
    rules: [...guardRules, ...planRules],
  }),
  srp_tolerance_enabled: declared('srp_tolerance_enabled', flag(), {
    text: 'Whether a flow without `password` also accepts clients that start with SRP, as old mobile SDKs do. It proves nothing and never counts.',
    default: false,
    example: true,
  }),
};
