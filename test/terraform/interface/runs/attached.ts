import { functionArn, USER_POOL_ARN, USER_POOL_ID } from '../mock-aws.ts';
import { attached, WEB_ACL } from '../values.ts';
import { forEachTrigger, ids, type Run } from './run.ts';

const CHINA = 'arn:aws-cn:cognito-idp:cn-north-1:444455556666:userpool/cn-north-1_AbCdEfGhI';

/** Where there is a user pool already. */
export const attachedRuns: Readonly<Record<string, Run>> = {
  'attached to a user pool': {
    inputs: { name: 'acme', ...attached(USER_POOL_ARN), waf: { web_acl_arn: WEB_ACL } },
    holds: {
      'makes no user pool':
        'length(aws_cognito_user_pool.sign_in) == 0 && length(terraform_data.sign_in) == 0',
      'looks at the pool': `one(data.aws_cognito_user_pool.existing).user_pool_id == "${USER_POOL_ID}"`,
      'guards no tokens unless it is asked to':
        'length(aws_lambda_function.pre_token_generation) == 0 && output.lambda_config.pre_token_generation == null',
      'puts out the pool of the ARN': `output.user_pool_arn == "${USER_POOL_ARN}" && output.user_pool_id == "${USER_POOL_ID}"`,
      'puts out what the pool’s owner sets': ids
        .map(id => `output.lambda_config.${id} == "${functionArn(id)}"`)
        .join(' && '),
      'puts the caller’s firewall before that pool, and makes none': `one(aws_wafv2_web_acl_association.firewall).resource_arn == "${USER_POOL_ARN}" && one(aws_wafv2_web_acl_association.firewall).web_acl_arn == "${WEB_ACL}" && length(aws_wafv2_web_acl.firewall) == 0`,
      'makes clients in that pool': `aws_cognito_user_pool_client.client["app"].user_pool_id == "${USER_POOL_ID}"`,
      'lets Cognito call the functions for that pool': forEachTrigger(
        `aws_lambda_permission.fn.source_arn == "${USER_POOL_ARN}" && aws_lambda_permission.fn.source_account == "111122223333"`,
      ),
    },
  },
  'attached to a user pool in China': {
    region: 'cn-north-1',
    inputs: {
      name: 'acme',
      ...attached(CHINA),
      clients: {},
      user_pool_check_enabled: false,
      ledger_enabled: false,
    },
    holds: {
      'knows where Cognito is':
        'output.issuer == "https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_AbCdEfGhI"',
      'lets Cognito call the functions for the pool’s account': forEachTrigger(
        `aws_lambda_permission.fn.source_arn == "${CHINA}" && aws_lambda_permission.fn.source_account == "444455556666"`,
      ),
      'has no clients but the owner’s':
        'length(aws_cognito_user_pool_client.client) == 0 && length(output.client_ids) == 0',
      'puts out empty names of what is not there':
        'join("", [output.ledger_table_name, output.dashboard_name, output.web_acl_arn]) == ""',
    },
  },
};
