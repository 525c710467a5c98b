import { functionNames, toId } from '../../../modules/packages.ts';
import type { TestFile, TestRun } from '../../support/terraform-test.ts';
import { WEB_ACL } from './values.ts';

export const ACCOUNT_ID = '111122223333';
export const REGION = 'eu-central-1';
export const USER_POOL_ID = 'eu-central-1_AbCdEfGhI';
export const USER_POOL_ARN = `arn:aws:cognito-idp:${REGION}:${ACCOUNT_ID}:userpool/${USER_POOL_ID}`;
export const KEY_ARN = `arn:aws:kms:${REGION}:${ACCOUNT_ID}:key/0f5c7c5e-6f7a-4b6f-9a51-2c5a6b1f9c11`;

export const LEDGER_ARN = `arn:aws:dynamodb:${REGION}:${ACCOUNT_ID}:table/acme-ledger`;

/** As long as those that Cognito makes. Every client has it, but for those that have one of their own. */
export const CLIENT_ID = '1example23456789abcdefghij';
export const clientId = (name: string) => name.replaceAll('-', '').padEnd(26, '0');

/** As AWS makes them of the functions' names, where the module's name is `acme`, or another. */
export const functionArn = (id: string, name = 'acme') =>
  `arn:aws:lambda:${REGION}:${ACCOUNT_ID}:function:${name}-${id.replaceAll('_', '-')}`;
export const aliasArn = (id: string) => `${functionArn(id)}:live`;
export const roleArn = (id: string) => `arn:aws:iam::${ACCOUNT_ID}:role/acme-${id.replaceAll('_', '-')}`;

/** What an existing pool calls, once its owner has wired it: the functions, and one of the owner's that looks at tokens. */
export const wiredPool = {
  ...Object.fromEntries(
    ['define_auth_challenge', 'create_auth_challenge', 'verify_auth_challenge_response'].map(id => [
      id,
      functionArn(id),
    ]),
  ),
  pre_token_generation: functionArn('claims', 'customers'),
};

const known = (values: Readonly<Record<string, unknown>>) => ({ defaults: values });

/**
 * An AWS provider that calls nobody. What AWS would fill in is known at plan time where only a plan is made: else
 * nothing that is made from an ARN could be looked at in it.
 *
 * @param region where the provider says that it is; what is made has ARNs of `REGION` all the same
 */
export function mockAws(
  override_during: TestRun['command'],
  region = REGION,
): Pick<TestFile, 'mock_provider' | 'override_resource'> {
  return {
    mock_provider: {
      aws: {
        override_during,
        mock_data: {
          aws_iam_policy_document: known({ json: '{"Version":"2012-10-17","Statement":[]}' }),
          aws_partition: known({ partition: region.startsWith('cn-') ? 'aws-cn' : 'aws' }),
          aws_region: known({ id: region }),
          aws_cognito_user_pool: known({ mfa_configuration: 'OFF', lambda_config: [wiredPool] }),
        },
        mock_resource: {
          aws_cloudwatch_log_group: known({ arn: `arn:aws:logs:${REGION}:${ACCOUNT_ID}:log-group:group` }),
          aws_cloudwatch_metric_alarm: known({
            arn: `arn:aws:cloudwatch:${REGION}:${ACCOUNT_ID}:alarm:alarm`,
          }),
          aws_cognito_user_pool: known({ arn: USER_POOL_ARN }),
          aws_cognito_user_pool_client: known({ id: CLIENT_ID, client_secret: 'client-secret' }),
          aws_dynamodb_table: known({ arn: LEDGER_ARN }),
          aws_kms_key: known({ arn: KEY_ARN, key_id: KEY_ARN.split('/')[1] }),
          aws_wafv2_web_acl: known({ arn: WEB_ACL }),
        },
      },
    },
    override_resource: mockFunctions('acme', override_during),
  };
}

/** The functions of a module of this name. The ARN that the pool calls must be theirs. */
export function mockFunctions(name: string, override_during: TestRun['command']) {
  const override = (target: string, values: Readonly<Record<string, unknown>>) => ({
    ...{ target, values, override_during },
  });
  return functionNames
    .map(toId)
    .flatMap(id => [
      override(`aws_lambda_function.${id}`, { arn: functionArn(id, name), version: '7' }),
      override(`aws_iam_role.${id}`, { arn: roleArn(id) }),
      ...(['deliver_challenge', 'publish_events', 'support'].includes(id)
        ? []
        : [override(`aws_lambda_alias.${id}`, { arn: `${functionArn(id, name)}:live` })]),
    ]);
}

/** Ids of their own for clients, which the clients of a plan need that lists them by id. */
export function mockClients(names: readonly string[]) {
  return names.map(name => ({
    target: `aws_cognito_user_pool_client.client["${name}"]`,
    values: { id: clientId(name) },
    override_during: 'plan',
  }));
}
