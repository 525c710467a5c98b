import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import { functionNames, toId } from './packages.ts';

export interface Output {
  readonly description: string;
  /** A Terraform expression, without `${}`. */
  readonly value: string;
  readonly sensitive?: boolean;
}

/** An object with an entry for each function that is there: an alarm for each of its values is one for a function. */
const attributeOf = (type: string, attribute: string) =>
  `merge(${functionNames
    .map(toId)
    .map(id => `{ for each in ${type}.${id}[*] : "${id}" => each.${attribute} }`)
    .join(', ')})`;

const byClient = (attribute: string) =>
  `{ for name, client in aws_cognito_user_pool_client.client : name => client.${attribute} }`;

/**
 * Text of what is there once or not at all, then empty. Never null: Terraform leaves a null output out of
 * `terraform output`, and CDKTF's command line 0.21.0 ends a `deploy` with a TypeError over it (seen).
 */
const oneIfThere = (splat: string) => `join("", ${splat})`;

/** Every output of the module, by name. */
export const outputs: Readonly<Record<string, Output>> = {
  user_pool_id: { description: 'Id of the user pool.', value: 'local.user_pool_id' },
  user_pool_arn: { description: 'ARN of the user pool.', value: 'local.user_pool_arn' },
  user_pool_endpoint: {
    description: 'Host and path of the user pool: the issuer of its tokens without https://.',
    value: 'local.user_pool_endpoint',
  },
  issuer: {
    description: 'The issuer (iss) of the tokens: where to find the keys that verify them.',
    value: '"https://${local.user_pool_endpoint}"',
  },
  client_ids: { description: "App clients' ids by name.", value: byClient('id') },
  client_secrets: {
    description: "App clients' secrets by name; empty for a client without one.",
    value: byClient('client_secret'),
    sensitive: true,
  },
  lambda_config: {
    description:
      'Function ARNs by trigger, with the names of lambda_config, for the owner of an existing user pool to set. pre_token_generation is the token guard, null without it.',
    value:
      'merge(local.trigger_arns, { pre_token_generation = local.token_guarded ? local.token_guard_arn : null })',
  },
  function_names: {
    description: 'Names of the functions that are there, by function.',
    value: attributeOf('aws_lambda_function', 'function_name'),
  },
  function_arns: {
    description: 'ARNs of the functions that are there, by function.',
    value: attributeOf('aws_lambda_function', 'arn'),
  },
  role_names: {
    description: 'Names of their roles, by function.',
    value: attributeOf('aws_iam_role', 'name'),
  },
  role_arns: {
    description: 'ARNs of their roles, by function.',
    value: attributeOf('aws_iam_role', 'arn'),
  },
  log_group_names: {
    description: 'Names of their log groups, by function.',
    value: attributeOf('aws_cloudwatch_log_group', 'name'),
  },
  ledger_table_name: {
    description: 'Name of the DynamoDB table of counters; empty without it.',
    value: oneIfThere('aws_dynamodb_table.ledger[*].name'),
  },
  web_acl_arn: {
    description:
      'ARN of the web ACL that the module made, to which a logging configuration belongs; empty without waf.rate_limits.',
    value: oneIfThere('aws_wafv2_web_acl.firewall[*].arn'),
  },
  alarm_arns: {
    description:
      'ARNs of the alarms by the end of their names, such as function-errors; empty without alarms.',
    value: 'local.alarm_arns',
  },
  dashboard_name: {
    description: 'Name of the CloudWatch dashboard; empty without it.',
    value: oneIfThere('aws_cloudwatch_dashboard.on_call[*].dashboard_name'),
  },
  answer_key_arn: {
    description: 'ARN of the KMS key that answers are derived from.',
    value: 'aws_kms_key.answers.arn',
  },
};

export function declareOutputs(scope: Construct): void {
  for (const [name, { description, value, sensitive }] of Object.entries(outputs)) {
    // Ids of one scope are unique, and an output may have the name of an input or a local.
    const output = new TerraformOutput(scope, `output_${name}`, {
      description,
      value: `\${${value}}`,
      ...(sensitive && { sensitive }),
    });
    output.overrideLogicalId(name);
  }
}
