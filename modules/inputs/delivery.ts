import { hclList, isFunctionArn, isWhole } from './conditions.ts';
import type { Input } from './input.ts';

/** A plain address: what else SES would take, as `Name <a@b>`, has no place here. */
const ADDRESS = '^[^@\\\\s<>,;:\\"]+@[^@\\\\s<>,;:\\"]+$';
/** A language, with a script or a region or both. */
const LOCALE = '^[A-Za-z]{2,3}([-_][A-Za-z]{4})?([-_]([A-Za-z]{2}|[0-9]{3}))?$';

/** Who sends messages, and how many. */
export const deliveryInputs = {
  email: {
    type: `object({
  from              = string
  reply_to          = optional(list(string), [])
  configuration_set = optional(string)
  identity_arn      = optional(string)
})`,
    description:
      'E-mail by SES, for email_otp and magic_link. from: a verified address or one of a verified domain. ' +
      'configuration_set: its name; where the identity has one by default, that one, or SES refuses to send. ' +
      'identity_arn: ARN of the identity where it is neither the address nor its domain: one of another account, or of a domain above.',
    default: null,
    nullable: true,
    validations: [
      {
        condition: 'var.email != null || var.delivery.sender_function_arn != null || !local.sends_email',
        message:
          'email is what the flow sends: set email = { from = "sign-in@example.com" }, or delivery.sender_function_arn.',
      },
      {
        condition: `can(regex("${ADDRESS}", try(var.email.from, "x@x")))`,
        message:
          'email.from takes a plain address, as sign-in@example.com; app_name goes before it in the mail.',
      },
      {
        condition: `alltrue([for address in try(var.email.reply_to, []) : can(regex("${ADDRESS}", address))])`,
        message: 'email.reply_to takes plain addresses, as help@example.com.',
      },
      {
        condition:
          'try(var.email.identity_arn, null) == null || can(regex("^arn:aws[a-z-]*:ses:[a-z0-9-]+:[0-9]{12}:identity/.+$", var.email.identity_arn))',
        message:
          'email.identity_arn takes the ARN of an identity: arn:aws:ses:<region>:<account>:identity/<address or domain>.',
      },
    ],
  },
  sms: {
    type: `object({
  provider             = optional(string, "end_user_messaging")
  country_prefixes     = set(string)
  excluded_prefixes    = optional(set(string), [])
  origination_identity = optional(string)
  configuration_set    = optional(string)
  sender_id            = optional(string)
  web_otp_domain       = optional(string)
  destination_parameters = optional(map(string), {})
})`,
    description:
      'Text messages, for sms_otp. provider: end_user_messaging or sns. country_prefixes: where messages may go, as ["+1", "+49"]; nothing else is sent. excluded_prefixes: where they may not go all the same, as ["+1876"]. ' +
      'origination_identity: ARN of the number, pool or sender that end_user_messaging sends from, or the number itself for sns. ' +
      'configuration_set: end_user_messaging. sender_id: what phones show, sns. ' +
      'web_otp_domain: adds the line that lets a browser on this domain fill the code in. ' +
      'destination_parameters: what a country asks for besides, for India IN_ENTITY_ID and IN_TEMPLATE_ID with end_user_messaging, AWS.MM.SMS.EntityId and AWS.MM.SMS.TemplateId with sns.',
    default: null,
    nullable: true,
    validations: [
      {
        condition: 'var.sms != null || var.delivery.sender_function_arn != null || !local.sends_sms',
        message:
          'sms is what the flow sends: set sms = { country_prefixes = ["+1"] }, or delivery.sender_function_arn.',
      },
      {
        condition: 'contains(["end_user_messaging", "sns"], try(var.sms.provider, "sns"))',
        message: 'sms.provider takes end_user_messaging or sns.',
      },
      {
        condition:
          'length(try(var.sms.country_prefixes, ["+1"])) > 0 && alltrue([for prefix in try(var.sms.country_prefixes, ["+1"]) : can(regex("^[+][1-9][0-9]{0,6}$", prefix))])',
        message:
          'sms.country_prefixes takes prefixes as "+1" and "+49", at least one: an open list invites SMS pumping.',
      },
      {
        condition:
          'alltrue([for prefix in try(var.sms.excluded_prefixes, []) : can(regex("^[+][1-9][0-9]{1,6}$", prefix)) && anytrue([for country in try(var.sms.country_prefixes, []) : startswith(prefix, country) && prefix != country])])',
        message:
          'sms.excluded_prefixes takes longer prefixes of numbers that country_prefixes has, as "+1876" beside "+1".',
      },
      {
        condition:
          'try(var.sms.origination_identity, null) == null || can(regex(try(var.sms.provider, "") == "sns" ? "^[+][1-9][0-9]{4,14}$" : "^arn:aws[a-z-]*:sms-voice:[a-z0-9-]+:[0-9]{12}:(phone-number|pool|sender-id)/.+$", var.sms.origination_identity))',
        message:
          'sms.origination_identity takes the ARN of a phone-number, pool or sender-id for end_user_messaging, and a number as "+14255550100" for sns.',
      },
      {
        condition: 'try(var.sms.configuration_set, null) == null || try(var.sms.provider, "") != "sns"',
        message: 'sms.configuration_set goes with end_user_messaging; sns has none.',
      },
      {
        condition:
          'try(var.sms.sender_id, null) == null || (try(var.sms.provider, "") == "sns" && can(regex("^[A-Za-z0-9]{0,10}[A-Za-z][A-Za-z0-9]{0,10}$", var.sms.sender_id)) && try(length(var.sms.sender_id), 0) <= 11)',
        message:
          'sms.sender_id takes up to 11 letters and digits, a letter among them, with sns; end_user_messaging takes the ARN of a sender-id as origination_identity.',
      },
      {
        condition:
          'try(var.sms.web_otp_domain, null) == null || can(regex("^[a-z0-9-]+([.][a-z0-9-]+)+$", var.sms.web_otp_domain))',
        message: 'sms.web_otp_domain takes a host name in small letters, as app.example.com.',
      },
      {
        condition: `length(setsubtract(keys(try(var.sms.destination_parameters, {})), try(var.sms.provider, "") == "sns" ? ${hclList(['AWS.MM.SMS.EntityId', 'AWS.MM.SMS.TemplateId'])} : ${hclList(['IN_ENTITY_ID', 'IN_TEMPLATE_ID'])})) == 0`,
        message:
          'sms.destination_parameters takes IN_ENTITY_ID and IN_TEMPLATE_ID for end_user_messaging, AWS.MM.SMS.EntityId and AWS.MM.SMS.TemplateId for sns.',
      },
      {
        condition:
          'alltrue([for value in values(try(var.sms.destination_parameters, {})) : can(regex("^[^[:space:]]{1,50}$", value))])',
        message: 'sms.destination_parameters takes ids of 1 to 50 characters without spaces.',
      },
    ],
  },
  delivery: {
    type: `object({
  app_name                = optional(string)
  default_locale          = optional(string, "en")
  resend_seconds          = optional(number, 30)
  messages_per_hour       = optional(number, 5)
  verified_only           = optional(bool, true)
  sender_function_arn     = optional(string)
  failure_destination_arn = optional(string)
  texts                   = optional(map(string), {})
})`,
    description:
      'How messages are sent. app_name: what the texts call your app, name by default. default_locale: where the user has none that the texts know. ' +
      'resend_seconds: before a client may ask again, 25 to 600. messages_per_hour: to one user, and to one address, by client, step and challenge, 1 to 100. ' +
      'verified_only: to verified addresses only. sender_function_arn: your own function that sends instead. ' +
      'failure_destination_arn: queue, topic, bus or function that is told of a message that could not be sent, with the address that it was for. ' +
      'texts: ARNs of SSM parameters with your own texts, by locale.',
    default: {},
    validations: [
      {
        condition:
          'var.delivery.app_name == null || can(regex("^[^[:cntrl:]]{1,60}$", var.delivery.app_name))',
        message: 'delivery.app_name takes 1 to 60 characters in one line.',
      },
      {
        condition: `can(regex("${LOCALE}", var.delivery.default_locale))`,
        message: 'delivery.default_locale takes a language tag, as de or pt-BR.',
      },
      {
        condition: isWhole('var.delivery.resend_seconds', 25, 600),
        message: 'delivery.resend_seconds takes a whole number of seconds from 25 to 600.',
      },
      {
        condition: isWhole('var.delivery.messages_per_hour', 1, 100),
        message: 'delivery.messages_per_hour takes a whole number of messages from 1 to 100.',
      },
      {
        condition: `var.delivery.sender_function_arn == null || ${isFunctionArn('var.delivery.sender_function_arn')}`,
        message: 'delivery.sender_function_arn takes the ARN of a Lambda function.',
      },
      {
        // What Lambda sends to; it takes no FIFO queue and no FIFO topic.
        condition:
          'var.delivery.failure_destination_arn == null || (can(regex("^arn:aws[a-z-]*:(lambda|sns|sqs|events):[a-z0-9-]+:[0-9]{12}:.+$", var.delivery.failure_destination_arn)) && !can(regex("[.]fifo$", var.delivery.failure_destination_arn)))',
        message:
          'delivery.failure_destination_arn takes the ARN of a standard SQS queue, a standard SNS topic, an EventBridge bus or a Lambda function.',
      },
      {
        condition: `alltrue([for locale in keys(var.delivery.texts) : can(regex("${LOCALE}", locale))]) && length(distinct([for locale in keys(var.delivery.texts) : lower(replace(locale, "_", "-"))])) == length(var.delivery.texts)`,
        message: 'delivery.texts takes language tags for keys, as de or pt-BR, each once.',
      },
      {
        condition:
          'alltrue([for arn in values(var.delivery.texts) : can(regex("^arn:aws[a-z-]*:ssm:[a-z0-9-]+:[0-9]{12}:parameter/.+$", arn))])',
        message:
          'delivery.texts takes ARNs of SSM parameters by locale, as { de = aws_ssm_parameter.texts_de.arn }.',
      },
    ],
  },
} satisfies Record<string, Input>;
