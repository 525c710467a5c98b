import { emailAttributes, messageAttributes, smsAttributes } from '../../functions/delivery/settings.ts';
import { object, optional, text } from '../../functions/settings/declare.ts';
import { deliveryAttributes } from '../../functions/settings/settings.ts';
import { hclList } from './conditions.ts';
import { declared } from './from-declaration.ts';
import type { Input } from './input.ts';

const deliveryDeclared = {
  ...messageAttributes,
  ...deliveryAttributes,
  failure_destination_arn: optional(
    text(
      'the ARN of an SQS queue, an SNS topic, an EventBridge bus or a Lambda function',
      /^arn:aws[a-z-]*:(lambda|sns|sqs|events):[a-z0-9-]+:[0-9]{12}:[!-~]+$/u,
    ),
  ),
};

/** Who sends messages, and how many. */
export const deliveryInputs = {
  email: declared('email', object(emailAttributes), {
    description:
      'E-mail by SES, for email_otp and magic_link. from: a verified address or one of a verified domain. ' +
      'configuration_set: its name; where the identity has one by default, that one, or SES refuses to send. ' +
      'identity_arn: ARN of the identity where it is neither the address nor its domain: one of another account, or of a domain above.',
    default: null,
    rules: [
      {
        condition: 'var.email != null || var.delivery.sender_function_arn != null || !local.sends_email',
        message:
          'email is what the flow sends: set email = { from = "sign-in@example.com" }, or delivery.sender_function_arn.',
      },
    ],
  }),
  sms: declared('sms', object(smsAttributes), {
    description:
      'Text messages, for sms_otp. provider: end_user_messaging or sns. country_prefixes: where messages may go, as ["+1", "+49"]; nothing else is sent. excluded_prefixes: where they may not go all the same, as ["+1876"]. ' +
      'origination_identity: ARN of the number, pool or sender that end_user_messaging sends from, or the number itself for sns. ' +
      'configuration_set: end_user_messaging. sender_id: what phones show, sns. ' +
      'web_otp_domain: adds the line that lets a browser on this domain fill the code in. ' +
      'destination_parameters: what a country asks for besides, for India IN_ENTITY_ID and IN_TEMPLATE_ID with end_user_messaging, AWS.MM.SMS.EntityId and AWS.MM.SMS.TemplateId with sns.',
    default: null,
    rules: [
      {
        condition: 'var.sms != null || var.delivery.sender_function_arn != null || !local.sends_sms',
        message:
          'sms is what the flow sends: set sms = { country_prefixes = ["+1"] }, or delivery.sender_function_arn.',
      },
      {
        condition:
          'alltrue([for prefix in try(var.sms.excluded_prefixes, []) : anytrue([for country in try(var.sms.country_prefixes, []) : startswith(prefix, country) && prefix != country]) if startswith(prefix, "+")])',
        message:
          'sms.excluded_prefixes takes longer prefixes of numbers that country_prefixes has, as "+1876" beside "+1".',
      },
      {
        condition:
          'try(var.sms.origination_identity, null) == null || !can(regex(try(var.sms.provider, "") == "sns" ? "^arn:" : "^[+]", var.sms.origination_identity))',
        message:
          'sms.origination_identity takes the ARN of a phone-number, pool or sender-id for end_user_messaging, and a number as "+14255550100" for sns.',
      },
      {
        condition: 'try(var.sms.configuration_set, null) == null || try(var.sms.provider, "") != "sns"',
        message: 'sms.configuration_set goes with end_user_messaging; sns has none.',
      },
      {
        condition: 'try(var.sms.sender_id, null) == null || try(var.sms.provider, "") == "sns"',
        message:
          'sms.sender_id goes with sns; end_user_messaging takes the ARN of a sender-id as origination_identity.',
      },
      {
        condition: `length(setintersection(keys(try(var.sms.destination_parameters, {})), try(var.sms.provider, "") == "sns" ? ${hclList(['IN_ENTITY_ID', 'IN_TEMPLATE_ID'])} : ${hclList(['AWS.MM.SMS.EntityId', 'AWS.MM.SMS.TemplateId'])})) == 0`,
        message:
          'sms.destination_parameters takes IN_ENTITY_ID and IN_TEMPLATE_ID for end_user_messaging, AWS.MM.SMS.EntityId and AWS.MM.SMS.TemplateId for sns.',
      },
    ],
  }),
  delivery: declared('delivery', object(deliveryDeclared), {
    description:
      'How messages are sent. app_name: what the texts call your app, name by default. default_locale: where the user has none that the texts know. ' +
      'resend_seconds: before a client may ask again, 25 to 600. messages_per_hour: to one user, and to one address, by client, step and challenge, 1 to 100. ' +
      'verified_only: to verified addresses only. sender_function_arn: your own function that sends instead. ' +
      'failure_destination_arn: queue, topic, bus or function that is told of a message that could not be sent, with the address that it was for. ' +
      'texts: ARNs of SSM parameters with your own texts, by locale.',
    default: {},
    rules: [
      {
        condition: '!can(regex("[.]fifo$", var.delivery.failure_destination_arn))',
        message:
          'delivery.failure_destination_arn takes no FIFO queue and no FIFO topic, since Lambda sends to none: give a standard one.',
      },
      {
        condition:
          'length(distinct([for locale in keys(var.delivery.texts) : lower(replace(locale, "_", "-"))])) == length(var.delivery.texts)',
        message: 'delivery.texts takes each language tag once, in whatever spelling.',
      },
    ],
  }),
} satisfies Record<string, Input>;
