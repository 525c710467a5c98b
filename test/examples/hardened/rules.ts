import type { ObjectValue, Value } from '../../../local/terraform/value.ts';

/** A rule that scanners have, by the ids under which they report it. */
export interface PolicyRule {
  readonly ids: readonly string[];
  readonly asks: string;
  /** A resource type. */
  readonly of: string;
  readonly holds: (values: ObjectValue) => boolean;
}

const blocks = (value: Value | undefined): readonly ObjectValue[] =>
  (Array.isArray(value) ? value : [value]).filter(
    (block): block is ObjectValue => typeof block === 'object' && block !== null,
  );
const some = (value: Value | undefined, holds: (block: ObjectValue) => boolean) => blocks(value).some(holds);
const isText = (value: Value | undefined) => typeof value === 'string' && value !== '';

/**
 * The rules of checkov (CKV) and trivy (AVD) that ask something of what the module and the hardened example make, in
 * their makers' words: https://www.checkov.io/5.Policy%20Index/terraform.html, https://avd.aquasec.com/misconfig/aws/.
 */
export const policyRules: readonly PolicyRule[] = [
  {
    ids: ['CKV_AWS_50', 'AVD-AWS-0066'],
    asks: 'X-Ray tracing',
    of: 'aws_lambda_function',
    holds: ({ tracing_config }) => some(tracing_config, ({ mode }) => mode === 'Active'),
  },
  {
    ids: ['CKV_AWS_115'],
    asks: 'a limit of concurrent executions',
    of: 'aws_lambda_function',
    holds: ({ reserved_concurrent_executions: limit }) => Number(limit) > 0,
  },
  {
    ids: ['CKV_AWS_116'],
    asks: 'a dead-letter queue',
    of: 'aws_lambda_function',
    holds: ({ dead_letter_config }) => some(dead_letter_config, ({ target_arn }) => isText(target_arn)),
  },
  {
    ids: ['CKV_AWS_117'],
    asks: 'a VPC',
    of: 'aws_lambda_function',
    holds: ({ vpc_config }) => some(vpc_config, ({ subnet_ids }) => Boolean(subnet_ids)),
  },
  {
    ids: ['CKV_AWS_173'],
    asks: 'environment variables under a key of your own',
    of: 'aws_lambda_function',
    holds: ({ kms_key_arn }) => isText(kms_key_arn),
  },
  {
    ids: ['CKV_AWS_272'],
    asks: 'signed code',
    of: 'aws_lambda_function',
    holds: ({ code_signing_config_arn }) => isText(code_signing_config_arn),
  },
  {
    ids: ['CKV_AWS_364', 'AVD-AWS-0067'],
    asks: 'permissions of services for one source',
    of: 'aws_lambda_permission',
    holds: ({ source_arn, source_account }) => isText(source_arn) && isText(source_account),
  },
  {
    ids: ['CKV_AWS_158', 'AVD-AWS-0017'],
    asks: 'logs under a key of your own',
    of: 'aws_cloudwatch_log_group',
    holds: ({ kms_key_id }) => isText(kms_key_id),
  },
  {
    ids: ['CKV_AWS_338'],
    asks: 'logs for a year',
    of: 'aws_cloudwatch_log_group',
    holds: ({ retention_in_days: days }) => days === 0 || Number(days) >= 365,
  },
  {
    ids: ['CKV_AWS_28', 'AVD-AWS-0024'],
    asks: 'point-in-time recovery',
    of: 'aws_dynamodb_table',
    holds: ({ point_in_time_recovery }) => some(point_in_time_recovery, ({ enabled }) => enabled === true),
  },
  {
    ids: ['CKV_AWS_119', 'AVD-AWS-0025'],
    asks: 'a table under a key of your own',
    of: 'aws_dynamodb_table',
    holds: ({ server_side_encryption }) =>
      some(server_side_encryption, ({ enabled, kms_key_arn }) => enabled === true && isText(kms_key_arn)),
  },
  {
    ids: ['CKV_AWS_7', 'AVD-AWS-0065'],
    asks: 'rotation of keys',
    of: 'aws_kms_key',
    holds: ({ enable_key_rotation }) => enable_key_rotation === true,
  },
  {
    ids: ['CKV_AWS_27', 'AVD-AWS-0096'],
    asks: 'encrypted queues',
    of: 'aws_sqs_queue',
    holds: ({ sqs_managed_sse_enabled, kms_master_key_id }) =>
      sqs_managed_sse_enabled === true || isText(kms_master_key_id),
  },
  {
    ids: ['CKV_AWS_26', 'AVD-AWS-0095'],
    asks: 'encrypted topics',
    of: 'aws_sns_topic',
    holds: ({ kms_master_key_id }) => isText(kms_master_key_id),
  },
  {
    ids: ['AVD-AWS-0136'],
    asks: 'topics under a key of your own',
    of: 'aws_sns_topic',
    holds: ({ kms_master_key_id }) => isText(kms_master_key_id) && kms_master_key_id !== 'alias/aws/sns',
  },
  {
    ids: ['CKV_AWS_175', 'CKV_AWS_342'],
    asks: 'web ACLs with rules, each with an action',
    of: 'aws_wafv2_web_acl',
    holds: ({ rule }) =>
      blocks(rule).length > 0 &&
      blocks(rule).every(({ action }) => some(action, each => Object.keys(each).length > 0)),
  },
  {
    ids: ['CKV2_AWS_31'],
    asks: 'logs of a web ACL',
    of: 'aws_wafv2_web_acl_logging_configuration',
    holds: ({ resource_arn, log_destination_configs: logs }) =>
      isText(resource_arn) && Array.isArray(logs) && logs.every(isText),
  },
  {
    ids: ['CKV_AWS_192'],
    asks: 'a rule against Log4j’s lookups',
    of: 'aws_wafv2_web_acl',
    holds: ({ rule }) =>
      some(rule, ({ statement }) =>
        some(statement, ({ managed_rule_group_statement: group }) =>
          some(group, ({ name }) => name === 'AWSManagedRulesKnownBadInputsRuleSet'),
        ),
      ),
  },
  {
    ids: ['CKV_AWS_319'],
    asks: 'alarms that act',
    of: 'aws_cloudwatch_metric_alarm',
    holds: ({ actions_enabled, alarm_actions }) =>
      actions_enabled !== false && [alarm_actions].flat().some(isText),
  },
  {
    ids: ['CKV_AWS_23', 'AVD-AWS-0124'],
    asks: 'described rules of security groups',
    of: 'aws_vpc_security_group_egress_rule',
    holds: ({ description }) => isText(description),
  },
  {
    ids: ['CKV_AWS_382', 'AVD-AWS-0104'],
    asks: 'no way out to everywhere',
    of: 'aws_vpc_security_group_egress_rule',
    holds: ({ cidr_ipv4 }) => cidr_ipv4 !== '0.0.0.0/0',
  },
];
