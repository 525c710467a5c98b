import { moduleJson } from '../../../modules/synthesized.ts';
import {
  ACCOUNT_ID,
  CLIENT_ID,
  functionArn,
  KEY_ARN,
  REGION,
  USER_POOL_ARN,
  USER_POOL_ID,
} from '../mock-aws.ts';
import { forEachTrigger, ids, none, POOL, type Run } from './run.ts';

/** All that the input `alarms` makes. */
const monitoring = [
  'aws_cloudwatch_metric_alarm',
  'aws_cloudwatch_dashboard',
  'aws_cloudwatch_query_definition',
].flatMap(type => Object.keys(moduleJson().resource[type] ?? {}).map(name => `${type}.${name}`));
const GUARD = 'aws_lambda_function.pre_token_generation[0]';
const CLIENT = 'aws_cognito_user_pool_client.client["app"]';

export const defaultRun: Readonly<Record<string, Run>> = {
  'as it comes': {
    inputs: { name: 'acme' },
    holds: {
      'has one user pool': 'length(aws_cognito_user_pool.sign_in) == 1',
      'protects the pool from deletion': `${POOL}.deletion_protection == "ACTIVE"`,
      'takes the name for everything': `${POOL}.name == "acme" && ${forEachTrigger(
        'aws_lambda_function.fn.function_name == "acme-${replace("fn", "_", "-")}"',
      )}`,
      'names roles for the region, which is not theirs: another has functions of the same names':
        Object.entries({
          define_auth_challenge: 'define',
          create_auth_challenge: 'create',
          verify_auth_challenge_response: 'verify',
          'pre_token_generation[0]': 'tokens',
        })
          .map(([id, name]) => `aws_iam_role.${id}.name == "acme-${name}-${REGION}"`)
          .join(' && '),
      'signs users in by e-mail, verified before a change counts':
        `toset(${POOL}.username_attributes) == toset(["email"]) && toset(${POOL}.auto_verified_attributes) == toset(["email"])` +
        ` && ${POOL}.user_attribute_update_settings[0].attributes_require_verification_before_update == toset(["email"])`,
      'does not tell users apart by the case of their names': `!${POOL}.username_configuration[0].case_sensitive`,
      'has no MFA and no threat protection, which cost': `${POOL}.mfa_configuration == "OFF" && length(${POOL}.software_token_mfa_configuration) == 0 && length(aws_cognito_risk_configuration.risk) == 0`,
      'says that threat protection is off, or a mode from before would stay': `${POOL}.user_pool_add_ons[0].advanced_security_mode == "OFF" && length(${POOL}.user_pool_add_ons[0].advanced_security_additional_flows) == 0`,
      'lets nobody sign up by themselves': `${POOL}.admin_create_user_config[0].allow_admin_create_user_only`,
      'resets passwords by e-mail': `${POOL}.account_recovery_setting[0].recovery_mechanism == toset([{ name = "verified_email", priority = 1 }])`,
      'sends what Cognito sends with Cognito’s own address': `${POOL}.email_configuration[0].email_sending_account == "COGNITO_DEFAULT" && ${POOL}.email_configuration[0].source_arn == null && ${POOL}.email_configuration[0].from_email_address == null`,
      'remembers no devices, sends no text messages, has no attributes besides Cognito’s': `length(${POOL}.device_configuration) == 0 && length(${POOL}.sms_configuration) == 0 && try(length(${POOL}.schema), 0) == 0`,
      'guards its tokens, since the flow begins with a password': `${POOL}.lambda_config[0].pre_token_generation_config == tolist([{ lambda_arn = "${functionArn('pre_token_generation')}", lambda_version = "V1_0" }]) && ${POOL}.lambda_config[0].pre_token_generation == ${GUARD}.arn && ${GUARD}.timeout == 5`,
      'lets Cognito call the guard for the pool alone': `aws_lambda_permission.pre_token_generation[0].source_arn == "${USER_POOL_ARN}" && aws_lambda_permission.pre_token_generation[0].source_account == "${ACCOUNT_ID}"`,
      'gives the guard no right but to its log':
        'data.aws_iam_policy_document.pre_token_generation[0].statement[*].sid == tolist(["WriteItsOwnLog"])',
      'has no trigger of anybody else’s': `length(aws_lambda_permission.trigger) == 0 && ${POOL}.lambda_config[0].pre_sign_up == null && ${POOL}.lambda_config[0].kms_key_id == null`,
      'rotates no refresh tokens': `length(${CLIENT}.refresh_token_rotation) == 0`,
      'asks for long passwords': `${POOL}.password_policy[0].minimum_length == 12`,
      'has the pool call each function': ids
        .map(id => `${POOL}.lambda_config[0].${id} == "${functionArn(id)}"`)
        .join(' && '),
      'lets Cognito call each function for the pool alone': forEachTrigger(
        `aws_lambda_permission.fn.source_arn == "${USER_POOL_ARN}" && aws_lambda_permission.fn.source_account == "111122223333" && aws_lambda_permission.fn.qualifier == null`,
      ),
      'has one client, app': 'toset(keys(aws_cognito_user_pool_client.client)) == toset(["app"])',
      'gives the client no way around the challenges': `${CLIENT}.explicit_auth_flows == toset(["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"])`,
      'does not tell the client which users exist': `${CLIENT}.prevent_user_existence_errors == "ENABLED"`,
      'lets the client revoke its tokens': `${CLIENT}.enable_token_revocation && !${CLIENT}.generate_secret`,
      'keeps a session as long as an answer lives': `${CLIENT}.auth_session_validity * 60 >= 180`,
      'counts token lifetimes in minutes and days': `${CLIENT}.token_validity_units[0].access_token == "minutes" && ${CLIENT}.token_validity_units[0].id_token == "minutes" && ${CLIENT}.token_validity_units[0].refresh_token == "days"`,
      'runs the shipped code': forEachTrigger(
        'aws_lambda_function.fn.package_type == "Zip" && aws_lambda_function.fn.handler == "index.handler" && aws_lambda_function.fn.runtime == "nodejs22.x" && aws_lambda_function.fn.image_uri == null',
      ),
      'takes the packages from the module': forEachTrigger(
        'aws_lambda_function.fn.filename == "${path.module}/packages/${replace("fn", "_", "-")}.zip" && aws_lambda_function.fn.source_code_hash == filebase64sha256("${path.module}/packages/${replace("fn", "_", "-")}.zip")',
      ),
      'runs on arm64 with 512 MB': forEachTrigger(
        'aws_lambda_function.fn.architectures == tolist(["arm64"]) && aws_lambda_function.fn.memory_size == 512',
      ),
      'sets nothing but the settings': forEachTrigger(
        'toset(keys(aws_lambda_function.fn.environment[0].variables)) == toset(["CHALLENGE_SETTINGS", "MODULE_NAME"])',
      ),
      'asks for the password, then a CAPTCHA': forEachTrigger(
        'jsondecode(aws_lambda_function.fn.environment[0].variables.CHALLENGE_SETTINGS) == {' +
          ' flow = [for name in ["password", "captcha"] : { challenge = name, attempts = 3, lifetime_seconds = 180 }],' +
          ` keyId = "${KEY_ARN}", ledgerTable = "acme-ledger", captcha = { length = 6 } }`,
      ),
      'counts attempts in a table that AWS’s key encrypts':
        'length(aws_dynamodb_table.ledger) == 1 && aws_dynamodb_table.ledger[0].name == "acme-ledger" && length(aws_dynamodb_table.ledger[0].server_side_encryption) == 0',
      'can restore the table, and lets AWS take what is over':
        'aws_dynamodb_table.ledger[0].point_in_time_recovery[0].enabled && aws_dynamodb_table.ledger[0].ttl[0].enabled',
      'keeps out of a VPC, and traces nothing': forEachTrigger(
        'length(aws_lambda_function.fn.vpc_config) == 0 && aws_lambda_function.fn.tracing_config[0].mode == "PassThrough"',
      ),
      'leaves encryption to AWS’s keys': forEachTrigger(
        'aws_lambda_function.fn.kms_key_arn == null && aws_cloudwatch_log_group.fn.kms_key_id == null',
      ),
      'bounds no role': forEachTrigger('aws_iam_role.fn.permissions_boundary == null'),
      'has no alias and nothing provisioned': `${none('aws_lambda_alias')} && ${none('aws_lambda_provisioned_concurrency_config')}`,
      'publishes no versions': forEachTrigger('!aws_lambda_function.fn.publish'),
      'takes no executions out of the account': forEachTrigger(
        'aws_lambda_function.fn.reserved_concurrent_executions == -1',
      ),
      'keeps logs for 30 days': forEachTrigger('aws_cloudwatch_log_group.fn.retention_in_days == 30'),
      'puts out the pool': `output.user_pool_id == "${USER_POOL_ID}" && output.user_pool_arn == "${USER_POOL_ARN}"`,
      'puts out the issuer of its tokens': `output.issuer == "https://cognito-idp.eu-central-1.amazonaws.com/${USER_POOL_ID}" && output.issuer == "https://\${output.user_pool_endpoint}"`,
      'puts out clients by name':
        `output.client_ids == { app = "${CLIENT_ID}" }` +
        ' && nonsensitive(output.client_secrets) == { app = "client-secret" }',
      'puts out what the pool calls': ids
        .concat('pre_token_generation')
        .map(id => `output.lambda_config.${id} == "${functionArn(id)}"`)
        .join(' && '),
      'puts out functions, roles and log groups by function': forEachTrigger(
        'output.function_names.fn == aws_lambda_function.fn.function_name && output.function_arns.fn == aws_lambda_function.fn.arn && output.role_names.fn == aws_iam_role.fn.name && output.role_arns.fn == aws_iam_role.fn.arn && output.log_group_names.fn == "/aws/lambda/${aws_lambda_function.fn.function_name}"',
      ),
      'publishes no events':
        'length(aws_cloudwatch_log_subscription_filter.publish_events) == 0 && length(aws_cloudwatch_event_rule.publish_events) == 0 && !contains(keys(output.function_names), "publish_events")',
      'puts out nothing for the function that is not there, not even null': [
        'function_names',
        'function_arns',
        'role_names',
        'role_arns',
        'log_group_names',
      ]
        .map(
          name =>
            `!contains(keys(output.${name}), "deliver_challenge") && alltrue([for value in output.${name} : value != null])`,
        )
        .join(' && '),
      'has no alarm, no dashboard and no saved query': `output.alarm_arns == {} && output.dashboard_name == "" && length(concat(${monitoring.join(', ')})) == 0`,
      'has no function for support cases':
        'length(aws_lambda_function.support) == 0 && !contains(keys(output.function_names), "support")',
      'puts out the key and the table': `output.answer_key_arn == "${KEY_ARN}" && output.ledger_table_name == "acme-ledger"`,
    },
  },
};
