import { functionArn, USER_POOL_ARN } from '../mock-aws.ts';
import { attached, FUNCTION } from '../values.ts';
import { POOL, type Run } from './run.ts';

const OTHER = FUNCTION.replace('riddle', 'senders');
const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/0f5c7c5e-6f7a-4b6f-9a51-2c5a6b1f9c11';
const CONFIG = `${POOL}.lambda_config[0]`;
const permission = (name: string) => `aws_lambda_permission.trigger["${name}"]`;
const guards = 'length(aws_lambda_function.pre_token_generation)';

/** Functions at the pool's other triggers: the caller's, and the token guard. */
export const triggerRuns: Readonly<Record<string, Run>> = {
  'with functions at the other triggers': {
    inputs: {
      name: 'acme',
      triggers: {
        pre_sign_up: { arn: FUNCTION },
        post_confirmation: { arn: `${FUNCTION}:live` },
        pre_authentication: { arn: FUNCTION },
        post_authentication: { arn: FUNCTION },
        custom_message: { arn: FUNCTION },
        user_migration: { arn: FUNCTION.replace('111122223333', '444455556666'), permission_enabled: false },
        pre_token_generation: { arn: FUNCTION, version: 'V2_0' },
        custom_email_sender: { arn: OTHER, kms_key_arn: KEY },
        custom_sms_sender: { arn: OTHER, kms_key_arn: KEY },
      },
    },
    holds: {
      'has the pool call each': ['pre_sign_up', 'pre_authentication', 'post_authentication', 'custom_message']
        .map(name => `${CONFIG}.${name} == "${FUNCTION}"`)
        .join(' && '),
      'calls an alias as one': `${CONFIG}.post_confirmation == "${FUNCTION}:live"`,
      'gives the version of the event where there are several': `${CONFIG}.pre_token_generation_config == tolist([{ lambda_arn = "${FUNCTION}", lambda_version = "V2_0" }]) && ${CONFIG}.pre_token_generation == "${FUNCTION}"`,
      'gives senders the key that opens codes': `${CONFIG}.kms_key_id == "${KEY}" && ${CONFIG}.custom_email_sender == tolist([{ lambda_arn = "${OTHER}", lambda_version = "V1_0" }]) && ${CONFIG}.custom_sms_sender == tolist([{ lambda_arn = "${OTHER}", lambda_version = "V1_0" }])`,
      'still calls the functions of the challenges': `${CONFIG}.define_auth_challenge == "${functionArn('define_auth_challenge')}"`,
      'lets Cognito call each for the pool alone, but for what the caller lets it himself': `toset(keys(aws_lambda_permission.trigger)) == setsubtract(keys(var.triggers), ["user_migration"]) && alltrue([for permission in aws_lambda_permission.trigger : permission.source_arn == "${USER_POOL_ARN}" && permission.source_account == "111122223333" && permission.principal == "cognito-idp.amazonaws.com"])`,
      'gives the permission to the alias': `${permission('post_confirmation')}.function_name == "${FUNCTION}" && ${permission('post_confirmation')}.qualifier == "live" && ${permission('pre_sign_up')}.qualifier == null`,
      'names no two permissions of one function alike':
        'length(distinct([for permission in aws_lambda_permission.trigger : permission.statement_id])) == length(aws_lambda_permission.trigger)',
      'leaves the tokens to the caller’s function': `${guards} == 0 && output.lambda_config.pre_token_generation == null && !contains(keys(output.function_names), "pre_token_generation")`,
    },
  },
  'with a flow that begins without a password': {
    inputs: { name: 'acme', flow: [{ challenge: 'external', function_arn: FUNCTION, proof: true }] },
    holds: {
      'needs no guard': `${guards} == 0 && length(${CONFIG}.pre_token_generation_config) == 0 && output.lambda_config.pre_token_generation == null`,
    },
  },
  'with a guard for a flow without a password, and sources of one’s own': {
    inputs: {
      name: 'acme',
      flow: [{ challenge: 'external', function_arn: FUNCTION, proof: true }],
      token_guard: { enabled: true, sources: ['TokenGeneration_Authentication'] },
    },
    holds: {
      'has the guard': `${guards} == 1 && ${CONFIG}.pre_token_generation == "${functionArn('pre_token_generation')}"`,
      'tells it the sources':
        'jsondecode(aws_lambda_function.pre_token_generation[0].environment[0].variables.CHALLENGE_SETTINGS).tokenSources == ["TokenGeneration_Authentication"]',
    },
  },
  'with a guard that is switched off': {
    inputs: { name: 'acme', token_guard: { enabled: false } },
    holds: { 'has none': `${guards} == 0 && length(${CONFIG}.pre_token_generation_config) == 0` },
  },
  'attached to a user pool, with a guard': {
    inputs: {
      name: 'acme',
      ...attached(USER_POOL_ARN),
      token_guard: { enabled: true },
      user_pool_check_enabled: false,
    },
    holds: {
      'tells the pool’s owner to call it': `output.lambda_config.pre_token_generation == "${functionArn('pre_token_generation')}"`,
      'lets that pool call it': `aws_lambda_permission.pre_token_generation[0].source_arn == "${USER_POOL_ARN}"`,
      'does not look at the pool, which it was told not to':
        'length(data.aws_cognito_user_pool.existing) == 0',
    },
  },
};
