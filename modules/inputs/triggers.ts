import { flag, map, object, oneOf, optional, set } from '../../functions/settings/declare.ts';
import { functionArn } from '../../functions/settings/patterns.ts';
import { DEFAULT_TOKEN_SOURCES } from '../../functions/settings/token-sources.ts';
import { hclList } from './conditions.ts';
import { declared } from './from-declaration.ts';
import type { Validation } from './input.ts';
import { keyArn, saying } from './scalars.ts';

/** Triggers that are set by an ARN alone, in the words of lambda_config. */
export const plainTriggers = [
  'pre_sign_up',
  'post_confirmation',
  'pre_authentication',
  'post_authentication',
  'custom_message',
  'user_migration',
] as const;

/** Triggers that send in Cognito's place, and decrypt codes with a KMS key. */
export const senderTriggers = ['custom_email_sender', 'custom_sms_sender'] as const;

const triggers = [...plainTriggers, 'pre_token_generation', ...senderTriggers];
const source = oneOf(
  'TokenGeneration_Authentication',
  'TokenGeneration_AuthenticateDevice',
  'TokenGeneration_ClientCredentials',
  'TokenGeneration_HostedAuth',
  'TokenGeneration_NewPasswordChallenge',
  'TokenGeneration_RefreshTokens',
);

const trigger = object({
  arn: functionArn,
  version: optional(oneOf('V1_0', 'V2_0', 'V3_0'), 'V1_0'),
  kms_key_arn: optional(keyArn),
  permission_enabled: optional(flag(), true),
});

const everyTrigger = (condition: string) => `alltrue([for name, trigger in var.triggers : ${condition}])`;

const triggerRules: readonly Validation[] = [
  {
    condition: everyTrigger('trigger.version == "V1_0" || name == "pre_token_generation"'),
    message: 'triggers: version is for pre_token_generation; the other triggers have V1_0 alone.',
  },
  {
    condition: everyTrigger(`contains(${hclList(senderTriggers)}, name) == (trigger.kms_key_arn != null)`),
    message: 'triggers: custom_email_sender and custom_sms_sender need kms_key_arn; no other trigger has it.',
  },
  {
    condition: 'length(distinct(compact([for trigger in var.triggers : trigger.kms_key_arn]))) <= 1',
    message: 'triggers: custom_email_sender and custom_sms_sender share one kms_key_arn: a pool has one.',
  },
  {
    condition: 'length(var.triggers) == 0 || var.user_pool_enabled',
    message:
      'triggers are those of a pool that the module makes; the owner of an existing pool sets them in its lambda_config.',
  },
];

/** Functions that Cognito calls besides those of the challenges. */
export const triggerInputs = {
  triggers: declared(
    'triggers',
    // A map, since its keys are known where the ARNs are not.
    map(
      trigger,
      saying(
        `one of ${triggers.join(', ')}. Those of the challenges are the module's own: see function_packages`,
        oneOf(...triggers),
      ),
    ),
    {
      text: "Functions of your own for the other triggers of the module's user pool, by trigger. A trigger that the map does not name is not set, and is removed from the pool if somebody set it elsewhere.",
      attributes: {
        arn: 'The function, or one of its versions and aliases.',
        version: 'Version of the event, for `pre_token_generation`.',
        kms_key_arn:
          'The key that `custom_email_sender` and `custom_sms_sender` decrypt codes with, one for both.',
        permission_enabled:
          'Whether the module lets Cognito call the function. False for a function of another account, whose owner does that.',
      },
      default: {},
      example: {
        pre_sign_up: { arn: 'arn:aws:lambda:eu-central-1:111122223333:function:invited-only' },
        pre_token_generation: {
          arn: 'arn:aws:lambda:eu-central-1:111122223333:function:claims:live',
          version: 'V2_0',
        },
      },
      rules: triggerRules,
    },
  ),
  token_guard: declared(
    'token_guard',
    object({ enabled: optional(flag()), sources: optional(set(source, 1), DEFAULT_TOKEN_SOURCES) }),
    {
      text: 'A function at the trigger `pre_token_generation` that refuses tokens which did not come from the flow, but from a new password or managed login. Once a pool has the guard, no apply removes it; with all sources, it lets everything through.',
      attributes: {
        enabled:
          "Default: true if the flow begins with `password`, the pool is the module's own, and `triggers` has no `pre_token_generation`. For an existing pool set it to true, and set `pre_token_generation` from the output `lambda_config`.",
        sources:
          'What may give tokens. With `user_pool.device_tracking`, `TokenGeneration_AuthenticateDevice` may too.',
      },
      default: {},
      example: { enabled: true },
      rules: [
        {
          condition:
            '!(var.token_guard.enabled != null ? var.token_guard.enabled : false) || !contains(keys(var.triggers), "pre_token_generation")',
          message:
            'token_guard.enabled takes the trigger pre_token_generation, which triggers gives to your own function: leave one of them out. docs/operations.md has the lines that make your function a guard.',
        },
      ],
    },
  ),
};
