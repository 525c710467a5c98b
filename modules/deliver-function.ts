import { LambdaFunctionEventInvokeConfig } from '@cdktf/provider-aws/lib/lambda-function-event-invoke-config/index.js';
import { Construct } from 'constructs';
import { tellOfFailure, toFailureDestination } from './failure-destination.ts';
import type { OptionalStatement } from './function-role.ts';
import { hcl } from './hcl.ts';
import { type PackagedFunctionProps, packagedFunction, replacedWith } from './packaged-function.ts';

/** The function that sends messages. It is there only if a challenge of the flow sends any. */
export class DeliverFunction extends Construct {
  /** Address of its role, which has a count. */
  readonly roles: string;

  constructor(
    scope: Construct,
    id: string,
    props: Pick<PackagedFunctionProps, 'assumeRolePolicy' | 'optionalStatements'>,
  ) {
    super(scope, id);
    const count = 'local.sends_messages ? 1 : 0';
    const { lambda, role } = packagedFunction(this, {
      name: 'deliver-challenge',
      // A provider is given 10 s a try, and nobody waits for the answer.
      timeoutSeconds: 60,
      count,
      ...props,
      optionalStatements: [...(props.optionalStatements ?? []), ...senders],
    });
    this.roles = role;
    const invocations = new LambdaFunctionEventInvokeConfig(this, 'event_invoke_config', {
      count: hcl.number(count),
      functionName: hcl.string(`${lambda}.function_name`),
      // A message that comes after its code has expired is useless. A minute is the least that Lambda takes.
      maximumEventAgeInSeconds: hcl.number('max(60, [for step in var.flow : step.lifetime_seconds]...)'),
      maximumRetryAttempts: 2,
      lifecycle: replacedWith(lambda),
    });
    toFailureDestination(invocations);
  }
}

/** Whether the module sends: a sender of the caller's own sends everything. */
export const sendsItself = 'var.delivery.sender_function_arn == null';

const byEmail = `\${local.sends_email && ${sendsItself} ? var.email[*] : []}`;
const bySns = `\${local.sends_sms && ${sendsItself} ? [for sms in var.sms[*] : sms if sms.provider == "sns"] : []}`;

/**
 * An expression of the beginning of ARNs in the account, in the region of the ARN that is given, if one is: calls that name
 * it go to its region.
 */
const besides = (arn: string, service: string) =>
  `join(":", concat(slice(split(":", coalesce(${arn}, local.arn["${service}"])), 0, 4), [split(":", local.arn.lambda)[4]]))`;

/** One statement for each way to send, and one to report a failure. */
const senders: readonly OptionalStatement[] = [
  {
    '//': 'The identity is the address, its domain or a parent domain, and in the sandbox SES checks the recipient’s identity too (aws-sdk-js#3641). So a condition on the sender’s address narrows this, not the identity.',
    for_each: byEmail,
    content: {
      sid: 'SendEmail',
      actions: ['ses:SendEmail'],
      resources: `\${flatten([for ses in [${besides('statement.value.identity_arn', 'ses')}] : concat(
  ["\${ses}:identity/*"],
  statement.value.identity_arn[*],
  [for name in statement.value.configuration_set[*] : "\${ses}:configuration-set/\${name}"]
)])}`,
      condition: [
        {
          test: 'StringEquals',
          variable: 'ses:FromAddress',
          // Whether SES keeps capital letters is not documented (unverified: not asked, "capital letters in SES’s FromAddress").
          values: '${distinct([statement.value.from, lower(statement.value.from)])}',
        },
      ],
    },
  },
  {
    '//': `SES checks it separately from the mail, and supports no resource for it:
https://docs.aws.amazon.com/ses/latest/dg/configuration-overrides.html#tracking-overrides-permissions`,
    for_each: byEmail,
    content: {
      sid: 'TurnTrackingOff',
      actions: ['ses:ApplyTrackingConfigurationOverrides'],
      resources: ['*'],
      condition: ['ses:ClickTrackingEnabled', 'ses:OpenTrackingEnabled'].map(variable => ({
        test: 'StringEquals',
        variable,
        values: ['DISABLED'],
      })),
    },
  },
  {
    '//': 'Without an identity, AWS picks one of the account’s.',
    for_each: `\${local.sends_sms && ${sendsItself} ? [for sms in var.sms[*] : sms if sms.provider == "end_user_messaging"] : []}`,
    content: {
      sid: 'SendTextMessage',
      actions: ['sms-voice:SendTextMessage'],
      resources: `\${flatten([for sms in [${besides('statement.value.origination_identity', 'sms-voice')}] : concat(
  statement.value.origination_identity != null ? [statement.value.origination_identity] : [
    for type in ["phone-number", "pool", "sender-id"] : "\${sms}:\${type}/*"
  ],
  [
    for set in statement.value.configuration_set[*] :
    startswith(set, "arn:") ? set : "\${sms}:configuration-set/\${set}"
  ]
)])}`,
    },
  },
  {
    '//': 'A phone number has no ARN, so this allows everything but topics (amplify-cli#9871). A Deny of topics beside an Allow of everything would hold for the topic that is told of failures, too.',
    for_each: bySns,
    content: {
      sid: 'PublishToNumbers',
      actions: ['sns:Publish'],
      not_resources: ['arn:${split(":", local.arn.lambda)[1]}:sns:*:*:*'],
    },
  },
  {
    for_each: '${local.sends_messages ? var.delivery.sender_function_arn[*] : []}',
    content: { sid: 'CallSender', actions: ['lambda:InvokeFunction'], resources: ['${statement.value}'] },
  },
  {
    for_each: '${local.sends_messages && length(var.delivery.texts) > 0 ? [values(var.delivery.texts)] : []}',
    content: { sid: 'ReadTexts', actions: ['ssm:GetParameter'], resources: '${statement.value}' },
  },
  tellOfFailure('local.sends_messages'),
];
