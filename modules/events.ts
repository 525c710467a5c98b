import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule/index.js';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target/index.js';
import { CloudwatchLogSubscriptionFilter } from '@cdktf/provider-aws/lib/cloudwatch-log-subscription-filter/index.js';
import { LambdaFunctionEventInvokeConfig } from '@cdktf/provider-aws/lib/lambda-function-event-invoke-config/index.js';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission/index.js';
import { Construct } from 'constructs';
import { METRICS } from '../functions/metric-definitions.ts';
import { ADMIN_CHANGES, USER_CHANGES } from '../functions/publish-events/factor-changes.ts';
import { PUBLISHED } from '../functions/publish-events/sign-in-events.ts';
import { tellOfFailure, toFailureDestination } from './failure-destination.ts';
import { address, hcl } from './hcl.ts';
import { hclList } from './inputs/conditions.ts';
import { declareLocal } from './locals.ts';
import { packagedFunction, replacedWith } from './packaged-function.ts';

const isWanted = 'var.events != null';
const count = `${isWanted} ? 1 : 0`;

/**
 * The function that publishes events of sign-ins, and what calls it: subscription filters on the logs of the functions that
 * count them, and rules on what CloudTrail records of Cognito. So no sign-in waits for EventBridge.
 */
export class SignInEvents extends Construct {
  constructor(scope: Construct, id: string, { assumeRolePolicy }: { readonly assumeRolePolicy: string }) {
    super(scope, id);
    declareLocal(
      scope,
      'event_bus_arn',
      `\${${isWanted} ? coalesce(var.events.bus_arn, replace("\${local.arn.lambda}:event-bus/default", ":lambda:", ":events:")) : null}`,
    );
    declareLocal(
      scope,
      'event_settings',
      `\${${isWanted} ? jsonencode({ name = var.name, busArn = local.event_bus_arn, userPoolId = local.user_pool_id, userChanges = var.events.user_changes_enabled }) : null}`,
    );
    const { lambda } = packagedFunction(this, {
      name: 'publish-events',
      assumeRolePolicy,
      timeoutSeconds: 60,
      count,
      settings: 'local.event_settings',
      optionalStatements: [
        {
          for_each: `\${${isWanted} ? [local.event_bus_arn] : []}`,
          content: {
            sid: 'PublishEvents',
            actions: ['events:PutEvents'],
            resources: ['${statement.value}'],
          },
        },
        tellOfFailure(isWanted),
      ],
    });
    toFailureDestination(
      new LambdaFunctionEventInvokeConfig(this, 'event_invoke_config', {
        count: hcl.number(count),
        functionName: hcl.string(`${lambda}.function_name`),
        // Lambda's own defaults. An event that is late still says what happened, and when.
        maximumEventAgeInSeconds: 21600,
        maximumRetryAttempts: 2,
        lifecycle: replacedWith(lambda),
      }),
    );
    this.#ofLogs(scope, lambda);
    this.#ofCloudTrail(lambda);
  }

  /** A filter, and the permission that it needs before it is made: CloudWatch Logs tries the function first. */
  #ofLogs(scope: Construct, lambda: string): void {
    declareLocal(scope, 'event_logs', `\${${logs()}}`);
    const permission = new LambdaPermission(new Construct(this, 'logs'), 'permission', {
      statementId: hcl.string('"AllowLogs-${each.key}"'),
      action: 'lambda:InvokeFunction',
      functionName: hcl.string(`${lambda}.function_name`),
      principal: 'logs.amazonaws.com',
      // As AWS's page has it: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html
      sourceArn: hcl.string('"${each.value.arn}:*"'),
      sourceAccount: hcl.string('split(":", local.arn.lambda)[4]'),
      lifecycle: replacedWith(lambda),
    });
    const filter = new CloudwatchLogSubscriptionFilter(this, 'subscription_filter', {
      name: '${var.name}-events',
      logGroupName: hcl.string('each.value.name'),
      filterPattern: hcl.string('each.value.pattern'),
      destinationArn: hcl.string(`${lambda}.arn`),
      dependsOn: [permission],
    });
    for (const each of [permission, filter]) each.addOverride('for_each', '${local.event_logs}');
  }

  /** Only the default bus has what CloudTrail records. */
  #ofCloudTrail(lambda: string): void {
    const rule = new CloudwatchEventRule(this, 'rule', {
      name: hcl.string('"${var.name}-${each.key}-changes"'),
      description: 'Changes of factors, for the events of sign-ins.',
      eventPattern: hcl.string('jsonencode(each.value)'),
      tags: hcl.map('var.tags'),
    });
    rule.addOverride('for_each', `\${${patterns}}`);
    const permission = new LambdaPermission(new Construct(this, 'changes'), 'permission', {
      statementId: hcl.string('"AllowRule-${each.key}"'),
      action: 'lambda:InvokeFunction',
      functionName: hcl.string(`${lambda}.function_name`),
      principal: 'events.amazonaws.com',
      sourceArn: hcl.string('each.value.arn'),
      lifecycle: replacedWith(lambda),
    });
    const target = new CloudwatchEventTarget(this, 'target', {
      rule: hcl.string('each.value.name'),
      arn: hcl.string(`${lambda}.arn`),
      dependsOn: [permission],
    });
    for (const each of [permission, target]) each.addOverride('for_each', `\${${address(rule)}}`);
  }
}

/** By `by` of a metric: which function that is, and its log group. */
const counters = {
  define: ['define_auth_challenge', 'aws_cloudwatch_log_group.define_auth_challenge'],
  verify: ['verify_auth_challenge_response', 'aws_cloudwatch_log_group.verify_auth_challenge_response'],
  deliver: ['deliver_challenge', 'one(aws_cloudwatch_log_group.deliver_challenge[*])'],
} as const;

/** Log groups by function, with the pattern of what is published: only a flow that sends messages counts more than define. */
function logs(): string {
  const maps = Object.entries(counters).map(([by, [id, group]]) => {
    const counted = PUBLISHED.filter(metric => METRICS[metric].by === by);
    const pattern = `{ ${counted.map(metric => `($.${metric} > 0)`).join(' || ')} }`;
    const when = by === 'define' ? isWanted : `${isWanted} && local.sends_messages`;
    return `{ for id, group in { ${id} = ${group} } : id => { name = group.name, arn = group.arn, pattern = "${pattern}" } if ${when} }`;
  });
  return `merge(${maps.join(', ')})`;
}

/** What a pattern has of calls that succeeded: CloudTrail has `errorCode` where one did not. */
const called = (changes: object, parameters: string) =>
  `{
    source = ["aws.cognito-idp"]
    detail-type = ["AWS API Call via CloudTrail"]
    detail = {
      eventSource = ["cognito-idp.amazonaws.com"]
      eventName = ${hclList(Object.keys(changes))}
      errorCode = [{ exists = false }]${parameters}
    }
  }`;

/** Patterns by who makes the change. */
const patterns = `{ for who, pattern in {
    admin = ${called(ADMIN_CHANGES, '\n      requestParameters = { userPoolId = [local.user_pool_id] }')}
    user = ${called(USER_CHANGES, '')}
  } : who => pattern if ${isWanted} && (who == "admin" || try(var.events.user_changes_enabled, false)) }`;
