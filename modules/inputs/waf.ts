import { object, oneOf, optional, text, whole } from '../../functions/settings/declare.ts';
import { declared } from './from-declaration.ts';
import { anyNumber, saying } from './scalars.ts';

/** https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html */
const limit = whole(10, 2_000_000_000);
const WINDOWS = [60, 120, 300, 600];

const waf = object({
  web_acl_arn: optional(
    text(
      'the ARN of a regional web ACL: arn:aws:wafv2:<region>:<account>:regional/webacl/<name>/<id>',
      /^arn:aws[a-z-]*:wafv2:[a-z0-9-]+:[0-9]{12}:regional\/webacl\/[A-Za-z0-9_-]+\/[a-f0-9-]+$/u,
    ),
  ),
  rate_limits: optional(
    object({
      sign_in: optional(limit, 300),
      messages: optional(limit, 50),
      evaluation_window_seconds: optional(saying(WINDOWS.join(', '), anyNumber), 300),
      action: optional(oneOf('block', 'count'), 'block'),
    }),
  ),
});

/**
 * A firewall before the pool. Whether the module makes one must be known at plan time, and an ARN may not be: so its own
 * rules are asked for by `rate_limits`, and not by leaving `web_acl_arn` out.
 */
export const wafInputs = {
  waf: declared('waf', waf, {
    text: 'AWS WAF before the user pool: a web ACL of yours (`web_acl_arn`), or one of the module (`rate_limits`; `{}` for the defaults). Blocked clients get `ForbiddenException`. Default: none.',
    attributes: {
      web_acl_arn: 'A web ACL of your own for the pool. A pool has one.',
      rate_limits: {
        text: 'Requests that an IP address may make in a window. Users behind one NAT, and all users of a server that calls Cognito without AWS credentials, have one address together.',
        attributes: {
          sign_in: {
            unit: 'requests',
            text: 'What tries a secret: `InitiateAuth`, `RespondToAuthChallenge`, `ConfirmSignUp`, `ConfirmForgotPassword`, `ChangePassword`, `VerifyUserAttribute`, `VerifySoftwareToken`. A sign-in by password and one more question takes three.',
          },
          messages: {
            unit: 'requests',
            text: 'What may have Cognito itself send a message: `SignUp`, `ResendConfirmationCode`, `ForgotPassword`, `UpdateUserAttributes`, `GetUserAttributeVerificationCode`.',
          },
          evaluation_window_seconds: 'How far back requests count.',
          action:
            'What becomes of requests beyond a limit. With `count` they pass, and the metrics tell how many there are.',
        },
      },
    },
    default: null,
    example: { rate_limits: { sign_in: 500, evaluation_window_seconds: 120, action: 'count' } },
    rules: [
      {
        condition: 'var.waf == null ? true : (var.waf.web_acl_arn == null) != (var.waf.rate_limits == null)',
        message:
          'waf takes a web_acl_arn or rate_limits, not both: set rate_limits = {} for a web ACL of the module.',
      },
      {
        condition: `alltrue([for limits in try(var.waf.rate_limits, null)[*] : contains([${WINDOWS.join(', ')}], limits.evaluation_window_seconds)])`,
        message: `waf.rate_limits.evaluation_window_seconds takes what AWS WAF knows: ${WINDOWS.join(', ')}.`,
      },
    ],
  }),
};
