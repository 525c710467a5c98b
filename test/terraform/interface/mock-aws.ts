import { toId } from '../../../modules/locals.ts';
import { functionNames } from '../../../modules/packages.ts';
import type { TestFile } from '../../support/terraform-test.ts';

export const ACCOUNT_ID = '111122223333';
export const REGION = 'eu-central-1';
export const USER_POOL_ID = 'eu-central-1_AbCdEfGhI';
export const USER_POOL_ARN = `arn:aws:cognito-idp:${REGION}:${ACCOUNT_ID}:userpool/${USER_POOL_ID}`;
export const KEY_ARN = `arn:aws:kms:${REGION}:${ACCOUNT_ID}:key/0f5c7c5e-6f7a-4b6f-9a51-2c5a6b1f9c11`;

export const functionArn = (id: string) =>
  `arn:aws:lambda:${REGION}:${ACCOUNT_ID}:function:${id.replaceAll('_', '-')}`;
export const aliasArn = (id: string) => `${functionArn(id)}:live`;
export const roleArn = (id: string) => `arn:aws:iam::${ACCOUNT_ID}:role/${id.replaceAll('_', '-')}`;

/** What AWS would fill in, known at plan time: else nothing that is made from an ARN could be looked at in a plan. */
const known = (values: Readonly<Record<string, unknown>>) => ({ defaults: values });
const override = (target: string, values: Readonly<Record<string, unknown>>) => ({
  target,
  values,
  override_during: 'plan',
});

/** An AWS provider that calls nobody. */
export const mockAws: Pick<TestFile, 'mock_provider' | 'override_resource'> = {
  mock_provider: {
    aws: {
      override_during: 'plan',
      mock_data: { aws_iam_policy_document: known({ json: '{"Version":"2012-10-17","Statement":[]}' }) },
      mock_resource: {
        aws_cloudwatch_log_group: known({ arn: `arn:aws:logs:${REGION}:${ACCOUNT_ID}:log-group:group` }),
        aws_cognito_user_pool: known({ arn: USER_POOL_ARN }),
        aws_cognito_user_pool_client: known({ id: 'client-id', client_secret: 'client-secret' }),
        aws_kms_key: known({ arn: KEY_ARN, key_id: KEY_ARN.split('/')[1] }),
      },
    },
  },
  override_resource: functionNames
    .map(toId)
    .flatMap(id => [
      override(`aws_lambda_function.${id}`, { arn: functionArn(id), version: '7' }),
      override(`aws_lambda_alias.${id}`, { arn: aliasArn(id) }),
      override(`aws_iam_role.${id}`, { arn: roleArn(id) }),
    ]),
};
