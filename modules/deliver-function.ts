import { LambdaFunctionEventInvokeConfig } from '@cdktf/provider-aws/lib/lambda-function-event-invoke-config/index.js';
import { Construct } from 'constructs';
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
    props: Pick<PackagedFunctionProps, 'assumeRolePolicy' | 'statements' | 'optionalStatements'>,
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
      // A message that comes after its code's time is of no use. Lambda takes no less than a minute.
      maximumEventAgeInSeconds: hcl.number('max(60, [for step in var.flow : step.lifetime_seconds]...)'),
      maximumRetryAttempts: 2,
      lifecycle: replacedWith(lambda),
    });
    invocations.addOverride('dynamic.destination_config', {
      for_each: '${var.delivery.failure_destination_arn[*]}',
      content: { on_failure: { destination: '${destination_config.value}' } },
    });
  }
}

/** An own sender sends everything. */
const ours = 'var.delivery.sender_function_arn == null';

const bySns = `\${local.sends_sms && ${ours} ? [for sms in var.sms[*] : sms if sms.provider == "sns"] : []}`;

/** One statement a way to send, and one to tell of a failure. */
const senders: readonly OptionalStatement[] = [
  {
    for_each: `\${local.sends_email && ${ours} ? var.email[*] : []}`,
    content: {
      sid: 'SendEmail',
      actions: ['ses:SendEmail'],
      // SES looks for the address, then for its domain.
      resources: `\${concat(
  statement.value.identity_arn != null ? [statement.value.identity_arn] : [
    for identity in [statement.value.from, split("@", statement.value.from)[1]] : "\${local.arn.ses}:identity/\${identity}"
  ],
  [for name in statement.value.configuration_set[*] : "\${local.arn.ses}:configuration-set/\${name}"]
)}`,
    },
  },
  {
    for_each: `\${local.sends_sms && ${ours} ? [for sms in var.sms[*] : sms if sms.provider == "end_user_messaging"] : []}`,
    content: {
      sid: 'SendTextMessage',
      actions: ['sms-voice:SendTextMessage'],
      // Without an identity, AWS picks one of the account's numbers and pools.
      resources: ['${coalesce(statement.value.origination_identity, "${local.arn["sms-voice"]}:*")}'],
    },
  },
  {
    // A phone number is no resource, so the one statement allows all and the other takes the topics away again.
    for_each: bySns,
    content: { sid: 'PublishToNumbers', actions: ['sns:Publish'], resources: ['*'] },
  },
  {
    for_each: bySns,
    content: {
      sid: 'PublishToNoTopic',
      effect: 'Deny',
      actions: ['sns:Publish'],
      resources: ['arn:${split(":", local.arn.lambda)[1]}:sns:*:*:*'],
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
  {
    for_each: '${local.sends_messages ? var.delivery.failure_destination_arn[*] : []}',
    content: {
      sid: 'TellOfFailure',
      actions: [
        '${{ lambda = "lambda:InvokeFunction", sns = "sns:Publish", sqs = "sqs:SendMessage", events = "events:PutEvents" }[split(":", statement.value)[2]]}',
      ],
      resources: ['${statement.value}'],
    },
  },
];
