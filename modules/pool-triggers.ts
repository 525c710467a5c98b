import type { CognitoUserPoolLambdaConfig } from '@cdktf/provider-aws/lib/cognito-user-pool/index.js';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission/index.js';
import type { Construct } from 'constructs';
import { hcl } from './hcl.ts';
import { plainTriggers, senderTriggers } from './inputs/triggers.ts';
import { toId, triggerNames } from './packages.ts';

const givenArn = (trigger: string) => hcl.string(`try(var.triggers["${trigger}"].arn, null)`);

/** `pre_sign_up` as CDKTF writes it: `preSignUp`. */
const camelCase = (trigger: string) => trigger.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

/** What the module's own pool calls: the functions of the challenges, the token guard, and those of the caller. */
export const lambdaConfig: CognitoUserPoolLambdaConfig = {
  ...Object.fromEntries(
    triggerNames
      .map(toId)
      .map(trigger => [camelCase(trigger), hcl.string(`local.trigger_arns.${trigger}`)] as const),
  ),
  ...Object.fromEntries(plainTriggers.map(trigger => [camelCase(trigger), givenArn(trigger)] as const)),
  // AWS requires the same ARN here and in pre_token_generation_config if both are set.
  preTokenGeneration: hcl.string(
    'local.token_guarded ? local.token_guard_arn : try(var.triggers["pre_token_generation"].arn, null)',
  ),
  kmsKeyId: hcl.string('one(distinct(compact([for trigger in var.triggers : trigger.kms_key_arn])))'),
};

/** The blocks of lambda_config that only some pools have, by name. */
export const lambdaConfigBlocks = {
  pre_token_generation_config: {
    for_each:
      '${local.token_guarded ? [{ arn = local.token_guard_arn, version = "V1_0" }] : [for name, trigger in var.triggers : { arn = trigger.arn, version = trigger.version } if name == "pre_token_generation"]}',
    content: {
      lambda_arn: '${pre_token_generation_config.value.arn}',
      lambda_version: '${pre_token_generation_config.value.version}',
    },
  },
  ...Object.fromEntries(
    senderTriggers.map(trigger => [
      trigger,
      {
        for_each: `\${[for name, trigger in var.triggers : trigger.arn if name == "${trigger}"]}`,
        // The only version.
        content: { lambda_arn: `\${${trigger}.value}`, lambda_version: 'V1_0' },
      },
    ]),
  ),
};

/** Lets Cognito call the caller's functions, for this pool alone. A version or alias has its own permission. */
export function triggerPermissions(scope: Construct): void {
  const permissions = new LambdaPermission(scope, 'trigger', {
    statementId: '${var.name}-${each.key}',
    action: 'lambda:InvokeFunction',
    functionName: hcl.string('join(":", slice(split(":", each.value.arn), 0, 7))'),
    qualifier: hcl.string('try(split(":", each.value.arn)[7], null)'),
    principal: 'cognito-idp.amazonaws.com',
    sourceArn: hcl.string('local.user_pool_arn'),
    sourceAccount: hcl.string('split(":", local.user_pool_arn)[4]'),
  });
  permissions.addOverride(
    'for_each',
    '${{ for name, trigger in var.triggers : name => trigger if trigger.permission_enabled }}',
  );
}
