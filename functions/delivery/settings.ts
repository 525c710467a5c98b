import { list, map, object, oneOf, optional, set, text, type Values } from '../settings/declare.ts';
import { functionArn, identityArn } from '../settings/patterns.ts';
import { readJson } from '../settings/read-json.ts';
import { countryParameters } from './destination-parameters.ts';
import type { Prefixes } from './may-go-to.ts';
import { languageTag, toLocale } from './texts/locale.ts';

/** A plain address: other forms that SES accepts, such as `Name <a@b>`, are refused. */
const address = text(
  'a plain address, such as sign-in@example.com',
  /^[^@<>,;:"\p{Z}\p{Cc}]+@[^@<>,;:"\p{Z}\p{Cc}]+$/u,
);

/** E-mail by SES. */
export const emailAttributes = {
  /** A plain address that SES knows, or one of a domain that it knows. */
  from: address,
  reply_to: optional(list(address), []),
  configuration_set: optional(text()),
  /** The identity, where another account or region has it. */
  identity_arn: optional(identityArn),
};

const prefix = text('a prefix such as "+1" or "+49"', /^\+[1-9][0-9]{0,6}$/u);

const senderId = text(
  'up to 11 letters and digits, a letter among them',
  /^[A-Za-z0-9]{1,11}$/u,
  /^[0-9]{0,10}[A-Za-z]/u,
);

/** Text messages. What goes with which provider is a rule of Terraform's. */
export const smsAttributes = {
  provider: optional(oneOf('end_user_messaging', 'sns'), 'end_user_messaging'),
  /** Where messages may go. At least one: open lists invite SMS pumping. */
  country_prefixes: set(prefix, 1),
  excluded_prefixes: optional(set(prefix), []),
  /** An ARN, for end_user_messaging; a number, for sns. */
  origination_identity: optional(
    text(
      'the ARN of a phone-number, pool or sender-id, or a number such as "+14255550100" for sns',
      /^(\+[1-9][0-9]{4,14}|arn:aws[a-z-]*:sms-voice:[a-z0-9-]+:[0-9]{12}:(phone-number|pool|sender-id)\/[!-~]+)$/u,
    ),
  ),
  configuration_set: optional(text()),
  sender_id: optional(senderId),
  /** The page that a browser may fill the code in on. */
  web_otp_domain: optional(
    text('a host name in small letters, such as app.example.com', /^[a-z0-9-]+(\.[a-z0-9-]+)+$/u),
  ),
  destination_parameters: optional(countryParameters, {}),
};

/** Attributes of `delivery` that only the delivering function reads. */
export const messageAttributes = {
  /** What the texts call the operator's app. */
  app_name: optional(text('1 to 60 characters in one line', /^[^\p{Cc}\p{Zl}\p{Zp}]{1,60}$/u)),
  /** The locale of users who have none that the texts know. */
  default_locale: optional(languageTag, 'en'),
  /** The operator's own function, which then sends everything. */
  sender_function_arn: optional(functionArn),
  /** ARNs of SSM parameters with the operator's own texts, by locale. */
  texts: optional(
    map(
      text('the ARN of a parameter in SSM', /^arn:aws[a-z-]*:ssm:[a-z0-9-]+:[0-9]{12}:parameter\/[!-~]+$/u),
      languageTag,
    ),
    {},
  ),
};

/** What only the delivering function needs of `CHALLENGE_SETTINGS`. */
export interface MessageSettings {
  readonly appName: string;
  readonly defaultLocale: string;
  readonly email?: EmailSettings;
  readonly sms?: SmsSettings;
  readonly senderArn?: string;
  /** By locale in its usual spelling. */
  readonly texts: ReadonlyMap<string, string>;
}

export type EmailSettings = Values<typeof emailAttributes>;

export interface SmsSettings
  extends Omit<Values<typeof smsAttributes>, 'countryPrefixes' | 'excludedPrefixes'> {
  readonly prefixes: Prefixes;
}

const messages = object({
  // Terraform puts the module's name in the place of one that is left out.
  delivery: object({ ...messageAttributes, app_name: messageAttributes.app_name.of }),
  email: optional(object(emailAttributes)),
  sms: optional(object(smsAttributes)),
});

/** @param json the value of `CHALLENGE_SETTINGS` @throws SettingsError */
export function parseMessageSettings(json: string | undefined): MessageSettings {
  const { delivery, email, sms } = messages.read(readJson(json), '');
  const { appName, defaultLocale, senderFunctionArn, texts } = delivery;
  return Object.freeze({
    appName,
    defaultLocale: usual(defaultLocale),
    texts: byLocale(texts),
    ...(email && { email }),
    ...(sms && { sms: toSms(sms) }),
    ...(senderFunctionArn !== undefined && { senderArn: senderFunctionArn }),
  });
}

function toSms({ countryPrefixes, excludedPrefixes, ...sms }: Values<typeof smsAttributes>): SmsSettings {
  return { ...sms, prefixes: { within: countryPrefixes, except: excludedPrefixes } };
}

const usual = (tag: string) => toLocale(tag) ?? tag;

/** Two tags may name one locale, such as `iw` and `he`: the one in the usual spelling takes precedence. */
function byLocale(texts: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const tags = Object.keys(texts).sort((a, b) => Number(usual(a) === a) - Number(usual(b) === b));
  return new Map(tags.map(tag => [usual(tag), texts[tag] ?? '']));
}
