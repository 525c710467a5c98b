import { Wafv2WebAcl } from '@cdktf/provider-aws/lib/wafv2-web-acl/index.js';
import { Wafv2WebAclAssociation } from '@cdktf/provider-aws/lib/wafv2-web-acl-association/index.js';
import { Construct } from 'constructs';
import { address, hcl } from './hcl.ts';
import { declareLocal } from './locals.ts';

/** What a rule counts: operations of Cognito's API that need no AWS credentials, since AWS WAF sees no others. */
const limited = {
  // What tries a secret: a password, an answer, a code of Cognito's. The last three take an access token, or a session.
  sign_in: [
    ...['InitiateAuth', 'RespondToAuthChallenge', 'ConfirmSignUp', 'ConfirmForgotPassword'],
    ...['ChangePassword', 'VerifyUserAttribute', 'VerifySoftwareToken'],
  ],
  // What may have Cognito send a message. The last two take an access token, which whoever may sign up has.
  messages: [
    ...['SignUp', 'ResendConfirmationCode', 'ForgotPassword'],
    ...['UpdateUserAttributes', 'GetUserAttributeVerificationCode'],
  ],
};

/** AWS WAF before the user pool: an ACL of the caller's, or the module's own with rate rules. */
export function waf(scope: Construct): void {
  // Known at plan time, while an ARN may not be.
  declareLocal(scope, 'rate_limits', '${var.waf == null ? null : var.waf.rate_limits}');
  const firewall = new Construct(scope, 'firewall');
  const acl = new Wafv2WebAcl(firewall, 'web_acl', {
    count: hcl.number('local.rate_limits == null ? 0 : 1'),
    name: hcl.string('var.name'),
    description: 'Limits what an address may ask of the user pool ${var.name}',
    scope: 'REGIONAL',
    defaultAction: { allow: {} },
    visibilityConfig: visible('${var.name}'),
    tags: hcl.map('var.tags'),
  });
  acl.addOverride(
    'rule',
    Object.entries(limited).map(([limit, operations], priority) => rateRule({ limit, operations, priority })),
  );
  new Wafv2WebAclAssociation(firewall, 'association', {
    count: hcl.number('var.waf == null ? 0 : 1'),
    resourceArn: hcl.string('local.user_pool_arn'),
    webAclArn: hcl.string(`local.rate_limits == null ? var.waf.web_acl_arn : ${address(acl)}[0].arn`),
  });
}

/** In CloudWatch as `AWS/WAFV2`, and as samples of requests in AWS's console for three hours. */
const visible = (metricName: string) => ({
  cloudwatchMetricsEnabled: true,
  sampledRequestsEnabled: true,
  metricName,
});

interface RateRule {
  /** Attribute of `waf.rate_limits`. */
  readonly limit: string;
  readonly operations: readonly string[];
  readonly priority: number;
}

function rateRule({ limit, operations, priority }: RateRule) {
  const name = limit.replace('_', '-');
  return {
    name,
    priority,
    action: {
      dynamic: {
        block: { for_each: '${local.rate_limits.action == "block" ? [true] : []}', content: {} },
        count: { for_each: '${local.rate_limits.action == "count" ? [true] : []}', content: {} },
      },
    },
    statement: {
      rate_based_statement: {
        // Of the connection. A header such as X-Forwarded-For is the client's own: Cognito has no proxy before it.
        aggregate_key_type: 'IP',
        limit: `\${local.rate_limits.${limit}}`,
        evaluation_window_sec: '${local.rate_limits.evaluation_window_seconds}',
        scope_down_statement: {
          or_statement: { statement: HEADERS.map(header => names(header, operations)) },
        },
      },
    },
    visibility_config: {
      cloudwatch_metrics_enabled: true,
      sampled_requests_enabled: true,
      metric_name: `\${var.name}-${name}`,
    },
  };
}

/**
 * Where a request says which operation it asks for. AWS documents that Cognito gives the first to AWS WAF; the second is the
 * client's own, by which Cognito chooses the operation.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-waf.html
 */
const HEADERS = ['x-amzn-cognito-operation-name', 'x-amz-target'];

const names = (header: string, operations: readonly string[]) => ({
  regex_match_statement: {
    regex_string: `^(AWSCognitoIdentityProviderService[.])?(${operations.join('|')})$`,
    field_to_match: { single_header: { name: header } },
    text_transformation: { priority: 0, type: 'NONE' },
  },
});
