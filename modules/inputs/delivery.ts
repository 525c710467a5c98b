import type { Input } from './input.ts';

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
      "identity_arn: the identity's ARN where another account owns it.",
    default: null,
    nullable: true,
    validations: [
      {
        condition: 'var.email != null || var.delivery.sender_function_arn != null || !local.sends_email',
        message:
          'flow sends e-mail: set email = { from = "sign-in@example.com" }, or delivery.sender_function_arn.',
      },
      {
        condition: 'can(regex("^[^@\\\\s]+@[^@\\\\s]+$", try(var.email.from, "x@x")))',
        message:
          'email.from takes a plain address, as sign-in@example.com; app_name goes before it in the mail.',
      },
    ],
  },
  sms: {
    type: `object({
  provider             = optional(string, "end_user_messaging")
  country_prefixes     = set(string)
  origination_identity = optional(string)
  configuration_set    = optional(string)
  sender_id            = optional(string)
  web_otp_domain       = optional(string)
})`,
    description:
      'Text messages, for sms_otp. provider: end_user_messaging or sns. country_prefixes: where messages may go, as ["+1", "+49"]; nothing else is sent. ' +
      'origination_identity: ARN of the number, pool or sender that end_user_messaging sends from. sender_id: sns. ' +
      'web_otp_domain: adds the line that lets a browser on this domain fill the code in.',
    default: null,
    nullable: true,
    validations: [
      {
        condition: 'var.sms != null || var.delivery.sender_function_arn != null || !local.sends_sms',
        message:
          'flow sends text messages: set sms = { country_prefixes = ["+1"] }, or delivery.sender_function_arn.',
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
      'resend_seconds: before a client may ask again, 20 to 600. messages_per_hour: to one user, and to one address, 1 to 100. ' +
      'verified_only: to verified addresses only. sender_function_arn: your own function that sends instead. ' +
      'failure_destination_arn: queue, topic, bus or function that is told of a message that could not be sent. ' +
      'texts: ARNs of SSM parameters with your own texts, by locale.',
    default: {},
    validations: [
      {
        condition: 'var.delivery.resend_seconds >= 20 && var.delivery.resend_seconds <= 600',
        message: 'delivery.resend_seconds takes 20 to 600 seconds.',
      },
      {
        condition: 'var.delivery.messages_per_hour >= 1 && var.delivery.messages_per_hour <= 100',
        message: 'delivery.messages_per_hour takes 1 to 100 messages.',
      },
      {
        condition:
          'alltrue([for arn in values(var.delivery.texts) : can(regex("^arn:aws[a-z-]*:ssm:[a-z0-9-]+:[0-9]{12}:parameter/", arn))])',
        message:
          'delivery.texts takes ARNs of SSM parameters by locale, as { de = aws_ssm_parameter.texts_de.arn }.',
      },
    ],
  },
} satisfies Record<string, Input>;
