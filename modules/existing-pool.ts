import { DataAwsCognitoUserPool } from '@cdktf/provider-aws/lib/data-aws-cognito-user-pool/index.js';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { address, hcl } from './hcl.ts';
import { conditionAttribute } from './inputs/flow-rules.ts';
import { toId, triggerNames } from './packages.ts';
import { why } from './why.ts';

/** Tells at plan time what is wrong with a user pool that somebody else created. */
export function existingPool(scope: Construct): void {
  const data = new DataAwsCognitoUserPool(scope, 'existing', {
    count: hcl.number('!var.user_pool_enabled && var.user_pool_check_enabled ? 1 : 0'),
    userPoolId: hcl.string('local.user_pool_id'),
  });
  why(
    data,
    'Only warnings follow from it, since its owner can set lambda_config only after the functions exist. Nothing depends on what is read here, so a pool of the same configuration may depend on the module.',
  );
  const pool = `data.${address(data)}`;
  const assert = checks.map(({ holds, message }) => ({
    condition: `\${alltrue([for pool in ${pool} : ${holds}])}`,
    error_message: message,
  }));
  // CDKTF does not support check blocks.
  TerraformStack.of(scope).addOverride('check.existing', { assert });
}

const calls = (trigger: string, arn: string) => `try(pool.lambda_config[0].${trigger}, null) == ${arn}`;
const wired = triggerNames.map(toId).map(trigger => calls(trigger, `local.trigger_arns.${trigger}`));

/** The function that the pool calls before it makes tokens, or "". Its owner may set either of two arguments, or both. */
const tokenTrigger =
  'try(coalesce(pool.lambda_config[0].pre_token_generation, try(pool.lambda_config[0].pre_token_generation_config[0].lambda_arn, null)), "")';
const hasDevices = 'try(length(pool.device_configuration), 0) > 0';
/** Says a condition of each step with an attribute, whose name in the pool's schema has its prefix, such as custom:. */
const everyConditionOn = (condition: string) =>
  `alltrue([for step in var.flow : ${condition} if try(step.when.attribute, null) != null])`;
const schema = `[for attribute in try(tolist(pool.schema_attributes), []) : attribute if attribute.name == ${conditionAttribute}]`;

/**
 * `pool` is Cognito's description of it, null if there is none: a check that cannot be evaluated is an error, not a
 * warning. A sentence names the pool and the cure.
 */
const checks: readonly { readonly holds: string; readonly message: string }[] = [
  {
    holds: wired.join(' && '),
    message:
      'The user pool ${local.user_pool_id} does not call the functions of this module yet, or it calls others: its owner sets define_auth_challenge, create_auth_challenge and verify_auth_challenge_response of its lambda_config from the output lambda_config.',
  },
  {
    holds: `!local.token_guarded || ${tokenTrigger} == local.token_guard_arn`,
    message:
      'The user pool ${local.user_pool_id} does not call the token guard: its owner sets pre_token_generation of its lambda_config from the output lambda_config.',
  },
  {
    holds: `coalesce(pool.mfa_configuration, "OFF") == "OFF" || local.is_password_first`,
    message:
      'The user pool ${local.user_pool_id} has MFA, which Cognito asks for after a password only. A flow that does not begin with password cannot ask for it: put password first, or turn off MFA and make the second factor a step of the flow.',
  },
  {
    holds: `!(${hasDevices}) || local.is_password_first`,
    message:
      'The user pool ${local.user_pool_id} remembers devices, which AWS describes for sign-ins with a password only. Put password first in the flow, or try it with your clients before you rely on it.',
  },
  {
    holds: `!local.is_password_first || local.token_guarded || ${tokenTrigger} != ""`,
    message:
      'The user pool ${local.user_pool_id} calls nothing before it makes tokens, and the flow begins with password: should Cognito give tokens straight after a new password, or by managed login, nothing stops users who passed no challenge. Set token_guard = { enabled = true }, and pre_token_generation of its lambda_config from the output lambda_config; or a function of your own that does the same.',
  },
  {
    holds: `!local.token_guarded || !(${hasDevices}) || contains(local.token_sources, "TokenGeneration_AuthenticateDevice")`,
    message:
      'The user pool ${local.user_pool_id} remembers devices, and the token guard refuses the tokens of their sign-ins: add TokenGeneration_AuthenticateDevice to token_guard.sources.',
  },
  {
    holds: everyConditionOn(`!can(regex("^(dev:)?custom:", ${conditionAttribute})) || length(${schema}) > 0`),
    message:
      'The user pool ${local.user_pool_id} lacks a custom attribute that a step of flow names in when.attribute, so nobody is asked that step. Have its owner add it to the pool, or correct the name.',
  },
  {
    // The module knows the write_attributes of its own clients, and this holds for every client.
    holds: everyConditionOn(
      `step.when.user_writable || !anytrue([for attribute in ${schema} : attribute.required && attribute.mutable && attribute.name != "sub"])`,
    ),
    message:
      'The user pool ${local.user_pool_id} requires an attribute that a step of flow names in when.attribute: users can write it through every client, and so switch the step off. Take another attribute; or set user_writable = true beside it, if the step is the user’s own choice.',
  },
];
