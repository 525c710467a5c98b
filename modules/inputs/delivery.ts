import { emailAttributes, messageAttributes, smsAttributes } from '../../functions/delivery/settings.ts';
import { object, optional, text } from '../../functions/settings/declare.ts';
import { deliveryAttributes } from '../../functions/settings/settings.ts';
import { hclList } from './conditions.ts';
import { declared } from './from-declaration.ts';
import type { Validation } from './input.ts';

const deliverySetting = object({
  ...messageAttributes,
  ...deliveryAttributes,
  failure_destination_arn: optional(
    text(
      'the ARN of an SQS queue, an SNS topic, an EventBridge bus or a Lambda function',
      /^arn:aws[a-z-]*:(lambda|sns|sqs|events):[a-z0-9-]+:[0-9]{12}:[!-~]+$/u,
    ),
  ),
});

const END_USER_MESSAGING = ['IN_ENTITY_ID', 'IN_TEMPLATE_ID'];
const SNS = ['AWS.MM.SMS.EntityId', 'AWS.MM.SMS.TemplateId'];
const isSns = 'try(var.sms.provider, "") == "sns"';

const smsRules: readonly Validation[] = [
  {
    condition: 'var.sms != null || var.delivery.sender_function_arn != null || !local.sends_sms',
    message:
      'sms is what the flow sends: set sms = { country_prefixes = ["+1"] }, or delivery.sender_function_arn.',
  },
  {
    condition:
      'alltrue([for prefix in try(var.sms.excluded_prefixes, []) : anytrue([for country in try(var.sms.country_prefixes, []) : startswith(prefix, country) && prefix != country]) if startswith(prefix, "+")])',
    message:
      'sms.excluded_prefixes takes longer prefixes of numbers that country_prefixes has, such as "+1876" beside "+1".',
  },
  {
    condition: `try(var.sms.origination_identity, null) == null || !can(regex(${isSns} ? "^arn:" : "^[+]", var.sms.origination_identity))`,
    message:
      'sms.origination_identity takes the ARN of a phone-number, pool or sender-id for end_user_messaging, and a number such as "+14255550100" for sns.',
  },
  {
    condition: `try(var.sms.configuration_set, null) == null || !(${isSns})`,
    message: 'sms.configuration_set belongs to end_user_messaging; sns has none.',
  },
  {
    condition: `try(var.sms.sender_id, null) == null || ${isSns}`,
    message:
      'sms.sender_id belongs to sns; for end_user_messaging, set the ARN of a sender-id as origination_identity.',
  },
  {
    condition: `length(setintersection(keys(try(var.sms.destination_parameters, {})), ${isSns} ? ${hclList(END_USER_MESSAGING)} : ${hclList(SNS)})) == 0`,
    message: `sms.destination_parameters takes ${END_USER_MESSAGING.join(' and ')} for end_user_messaging, ${SNS.join(' and ')} for sns.`,
  },
];

/** Who sends messages, and how many. */
export const deliveryInputs = {
  email: declared('email', object(emailAttributes), {
    text: 'E-mail by SES, for `email_otp` and `magic_link`.',
    attributes: {
      from: 'The sender: an address that is verified in SES, or one of a verified domain.',
      reply_to: 'Where replies go.',
      configuration_set:
        'Name of an SES configuration set. If the identity has one by default, name that one, or SES refuses to send.',
      identity_arn:
        'The identity to send as, if it is neither the address nor its domain: one of another account, or a parent domain.',
    },
    default: null,
    example: { from: 'sign-in@example.com', reply_to: ['help@example.com'] },
    rules: [
      {
        condition: 'var.email != null || var.delivery.sender_function_arn != null || !local.sends_email',
        message:
          'email is what the flow sends: set email = { from = "sign-in@example.com" }, or delivery.sender_function_arn.',
      },
    ],
  }),
  sms: declared('sms', object(smsAttributes), {
    text: 'Text messages, for `sms_otp`.',
    attributes: {
      provider: 'AWS End User Messaging, or SNS.',
      country_prefixes: 'Where messages may go. Nothing is sent to other numbers.',
      excluded_prefixes: 'Exceptions: longer prefixes to which nothing is sent, such as `+1876`.',
      origination_identity:
        'What messages come from: the ARN of a number, a pool or a sender for `end_user_messaging`, the number itself for `sns`.',
      configuration_set: 'Name of a configuration set of `end_user_messaging`.',
      sender_id: 'What phones show as the sender (`sns`).',
      web_otp_domain: 'Adds the line that lets a browser on this domain fill in the code.',
      destination_parameters:
        'What a country requires besides. For India: `IN_ENTITY_ID` and `IN_TEMPLATE_ID` with `end_user_messaging`, `AWS.MM.SMS.EntityId` and `AWS.MM.SMS.TemplateId` with `sns`.',
    },
    default: null,
    example: { country_prefixes: ['+1', '+49'], excluded_prefixes: ['+1876'] },
    rules: smsRules,
  }),
  delivery: declared('delivery', deliverySetting, {
    text: 'How messages are sent, by e-mail and as text messages.',
    attributes: {
      app_name: 'What the texts call your app. Default: `name`.',
      default_locale: 'The language for users without a `locale` that the texts know.',
      sender_function_arn: 'Your own function that sends instead of `email` and `sms`.',
      texts: 'Your own texts: ARNs of SSM parameters, by language.',
      resend_seconds: 'Wait before a client may ask for the message again.',
      messages_per_hour: {
        unit: 'messages',
        text: 'Most messages in an hour, to one user and to one address, for each client, step and challenge.',
      },
      verified_only: 'Whether messages go to verified addresses only.',
      failure_destination_arn:
        'A queue, topic, bus or function that is told of each message that could not be sent, with its address. In the region of the functions.',
    },
    default: {},
    example: {
      app_name: 'Acme',
      default_locale: 'de',
      texts: { de: 'arn:aws:ssm:eu-central-1:111122223333:parameter/acme/texts/de' },
    },
    rules: [
      {
        condition: '!can(regex("[.]fifo$", var.delivery.failure_destination_arn))',
        message:
          'delivery.failure_destination_arn cannot be a FIFO queue or a FIFO topic, since Lambda does not send to them. Set a standard one.',
      },
      {
        condition:
          'length(distinct([for locale in keys(var.delivery.texts) : lower(replace(locale, "_", "-"))])) == length(var.delivery.texts)',
        message: 'delivery.texts takes each language tag once, in whatever spelling.',
      },
    ],
  }),
};
