import { functionArn, KEY_ARN, USER_POOL_ARN, USER_POOL_ID } from '../mock-aws.ts';
import { forEachFunction, ids, none, POOL, type Run } from './run.ts';

const CLIENT = 'aws_cognito_user_pool_client.client["app"]';

export const defaultRun: Readonly<Record<string, Run>> = {
  'as it comes': {
    inputs: { name: 'acme' },
    holds: {
      'has one user pool': 'length(aws_cognito_user_pool.sign_in) == 1',
      'protects the pool from deletion': `${POOL}.deletion_protection == "ACTIVE"`,
      'takes the name for everything': `${POOL}.name == "acme" && ${forEachFunction(
        'aws_lambda_function.fn.function_name == "acme-${replace("fn", "_", "-")}" && aws_iam_role.fn.name == aws_lambda_function.fn.function_name',
      )}`,
      'signs users in by e-mail, verified before a change counts':
        `toset(${POOL}.username_attributes) == toset(["email"]) && toset(${POOL}.auto_verified_attributes) == toset(["email"])` +
        ` && ${POOL}.user_attribute_update_settings[0].attributes_require_verification_before_update == toset(["email"])`,
      'does not tell users apart by the case of their names': `!${POOL}.username_configuration[0].case_sensitive`,
      'has no MFA and no threat protection, which cost': `${POOL}.mfa_configuration == "OFF" && length(${POOL}.user_pool_add_ons) == 0 && length(${POOL}.software_token_mfa_configuration) == 0`,
      'lets users sign up': `!${POOL}.admin_create_user_config[0].allow_admin_create_user_only`,
      'asks for long passwords': `${POOL}.password_policy[0].minimum_length == 12`,
      'has the pool call each function': ids
        .map(id => `${POOL}.lambda_config[0].${id} == "${functionArn(id)}"`)
        .join(' && '),
      'lets Cognito call each function for the pool alone': forEachFunction(
        `aws_lambda_permission.fn.source_arn == "${USER_POOL_ARN}" && aws_lambda_permission.fn.source_account == "111122223333" && aws_lambda_permission.fn.qualifier == null`,
      ),
      'has one client, app': 'toset(keys(aws_cognito_user_pool_client.client)) == toset(["app"])',
      'gives the client no way around the challenges': `${CLIENT}.explicit_auth_flows == toset(["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"])`,
      'does not tell the client which users exist': `${CLIENT}.prevent_user_existence_errors == "ENABLED"`,
      'lets the client revoke its tokens': `${CLIENT}.enable_token_revocation && !${CLIENT}.generate_secret`,
      'keeps a session as long as an answer lives': `${CLIENT}.auth_session_validity * 60 >= 180`,
      'counts token lifetimes in minutes and days': `${CLIENT}.token_validity_units[0].access_token == "minutes" && ${CLIENT}.token_validity_units[0].id_token == "minutes" && ${CLIENT}.token_validity_units[0].refresh_token == "days"`,
      'runs the shipped code': forEachFunction(
        'aws_lambda_function.fn.package_type == "Zip" && aws_lambda_function.fn.handler == "index.handler" && aws_lambda_function.fn.runtime == "nodejs22.x" && aws_lambda_function.fn.image_uri == null',
      ),
      'takes the packages from the module': forEachFunction(
        'aws_lambda_function.fn.filename == "${path.module}/packages/${replace("fn", "_", "-")}.zip" && aws_lambda_function.fn.source_code_hash == filebase64sha256("${path.module}/packages/${replace("fn", "_", "-")}.zip")',
      ),
      'runs on arm64 with 512 MB': forEachFunction(
        'aws_lambda_function.fn.architectures == tolist(["arm64"]) && aws_lambda_function.fn.memory_size == 512',
      ),
      'sets nothing but the settings': forEachFunction(
        'toset(keys(aws_lambda_function.fn.environment[0].variables)) == toset(["CHALLENGE_SETTINGS"])',
      ),
      'asks for the password, then a CAPTCHA': forEachFunction(
        'jsondecode(aws_lambda_function.fn.environment[0].variables.CHALLENGE_SETTINGS) == {' +
          ' flow = [for name in ["password", "captcha"] : { name = name, challenge = name, attempts = 3, lifetimeSeconds = 180 }],' +
          ` keyId = "${KEY_ARN}" }`,
      ),
      'keeps out of a VPC, and traces nothing': forEachFunction(
        'length(aws_lambda_function.fn.vpc_config) == 0 && aws_lambda_function.fn.tracing_config[0].mode == "PassThrough"',
      ),
      'leaves encryption to AWS’s keys': forEachFunction(
        'aws_lambda_function.fn.kms_key_arn == null && aws_cloudwatch_log_group.fn.kms_key_id == null',
      ),
      'bounds no role': forEachFunction('aws_iam_role.fn.permissions_boundary == null'),
      'has no alias and nothing provisioned': `${none('aws_lambda_alias')} && ${none('aws_lambda_provisioned_concurrency_config')}`,
      'publishes no versions': forEachFunction('!aws_lambda_function.fn.publish'),
      'takes no executions out of the account': forEachFunction(
        'aws_lambda_function.fn.reserved_concurrent_executions == -1',
      ),
      'keeps logs for 30 days': forEachFunction('aws_cloudwatch_log_group.fn.retention_in_days == 30'),
      'puts out the pool': `output.user_pool_id == "${USER_POOL_ID}" && output.user_pool_arn == "${USER_POOL_ARN}"`,
      'puts out the issuer of its tokens': `output.issuer == "https://cognito-idp.eu-central-1.amazonaws.com/${USER_POOL_ID}" && output.issuer == "https://\${output.user_pool_endpoint}"`,
      'puts out clients by name':
        'output.client_ids == { app = "client-id" } && nonsensitive(output.client_secrets) == { app = "client-secret" }',
      'puts out what the pool calls': ids
        .map(id => `output.lambda_config.${id} == "${functionArn(id)}"`)
        .join(' && '),
      'puts out functions, roles and log groups by function': forEachFunction(
        'output.function_names.fn == aws_lambda_function.fn.function_name && output.function_arns.fn == aws_lambda_function.fn.arn && output.role_names.fn == aws_iam_role.fn.name && output.role_arns.fn == aws_iam_role.fn.arn && output.log_group_names.fn == "/aws/lambda/${aws_lambda_function.fn.function_name}"',
      ),
      'puts out the key': `output.answer_key_arn == "${KEY_ARN}"`,
    },
  },
};
