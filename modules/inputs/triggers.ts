import { DEFAULT_TOKEN_SOURCES } from '../../functions/settings/token-sources.ts';
import { hclList, isFunctionArn, SPELLING } from './conditions.ts';
import type { Input } from './input.ts';

/** Triggers that are set by an ARN alone, in the words of lambda_config. */
export const plainTriggers = [
  'pre_sign_up',
  'post_confirmation',
  'pre_authentication',
  'post_authentication',
  'custom_message',
  'user_migration',
] as const;

/** Triggers that send in Cognito's place, and open codes with a KMS key. */
export const senderTriggers = ['custom_email_sender', 'custom_sms_sender'] as const;

const triggers = [...plainTriggers, 'pre_token_generation', ...senderTriggers];
const sources = [
  'TokenGeneration_Authentication',
  'TokenGeneration_AuthenticateDevice',
  'TokenGeneration_ClientCredentials',
  'TokenGeneration_HostedAuth',
  'TokenGeneration_NewPasswordChallenge',
  'TokenGeneration_RefreshTokens',
];
const everyTrigger = (condition: string) => `alltrue([for name, trigger in var.triggers : ${condition}])`;
const isSender = `contains(${hclList(senderTriggers)}, name)`;

/** Functions that Cognito calls besides those of the challenges. */
export const triggerInputs = {
  triggers: {
    // A map, since a type with attributes would drop a misspelt one without a word (terraform#29204), and since its
    // keys are known where the ARNs are not.
    type: `map(object({
  arn                = string
  version            = optional(string, "V1_0")
  kms_key_arn        = optional(string)
  permission_enabled = optional(bool, true)
}))`,
    description:
      `Functions of your own for the other triggers of the module's user pool, by trigger: ${triggers.join(', ')}. ` +
      'What the map does not name is not set, and is taken out of the pool where somebody set it elsewhere. ' +
      'arn: the function, or one of its versions and aliases. version: of the event of pre_token_generation, V1_0, V2_0 or V3_0. ' +
      'kms_key_arn: the key that custom_email_sender and custom_sms_sender open codes with, one for both. ' +
      'permission_enabled: whether the module lets Cognito call the function; false for a function of another account, whose owner does.',
    default: {},
    validations: [
      {
        condition: `length(setsubtract(keys(var.triggers), ${hclList(triggers)})) == 0`,
        message: `triggers takes ${triggers.join(', ')}. Those of the challenges are the module's own: see function_packages.`,
      },
      {
        condition: everyTrigger(isFunctionArn('trigger.arn')),
        message: 'triggers: arn takes the ARN of a Lambda function.',
      },
      {
        condition: everyTrigger(
          'trigger.version == "V1_0" || (name == "pre_token_generation" && contains(["V2_0", "V3_0"], trigger.version))',
        ),
        message: 'triggers: version takes V1_0, for pre_token_generation V2_0 and V3_0 too.',
      },
      {
        condition: everyTrigger(
          `${isSender} == (trigger.kms_key_arn != null) && (trigger.kms_key_arn == null || can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/", trigger.kms_key_arn)))`,
        ),
        message: `triggers: kms_key_arn takes the ARN of a key, for custom_email_sender and custom_sms_sender, which need it, and for no other. ${SPELLING}`,
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
    ],
  },
  token_guard: {
    type: `object({
  enabled = optional(bool)
  sources = optional(set(string), ${hclList(DEFAULT_TOKEN_SOURCES)})
})`,
    description:
      'A function at the trigger pre_token_generation that refuses tokens which did not come of the flow: after a new password, by managed login. ' +
      "enabled: by default where the flow begins with password and the pool is the module's own, without a pre_token_generation among triggers. " +
      'For an existing pool say true, and set pre_token_generation from the output lambda_config. ' +
      `sources: what may give tokens, of ${sources.join(', ')}; with user_pool.device_tracking, TokenGeneration_AuthenticateDevice too. Once a pool has the guard, no apply takes it away again; all the sources let everything through.`,
    default: {},
    validations: [
      {
        condition: `length(var.token_guard.sources) > 0 && length(setsubtract(var.token_guard.sources, ${hclList(sources)})) == 0`,
        message: `token_guard.sources takes at least one of ${sources.join(', ')}.`,
      },
      {
        condition:
          '!(var.token_guard.enabled != null ? var.token_guard.enabled : false) || !contains(keys(var.triggers), "pre_token_generation")',
        message:
          'token_guard.enabled takes the trigger pre_token_generation, which triggers gives to your own function: leave one of them out. docs/operations.md has the lines that make your function a guard.',
      },
    ],
  },
} satisfies Record<string, Input>;
