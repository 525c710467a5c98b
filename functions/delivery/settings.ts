import {
  each,
  oneOf,
  optionalText,
  present,
  record,
  SettingsError,
  text,
  wrong,
} from '../settings/checks.ts';
import { readJson } from '../settings/flow-settings.ts';
import { type DestinationParameters, parseDestinationParameters } from './destination-parameters.ts';
import type { Prefixes } from './may-go-to.ts';
import { checkLocale } from './texts/locale.ts';

/** What only the delivering function needs of `CHALLENGE_SETTINGS`. */
export interface MessageSettings {
  /** What the texts call the operator's app. */
  readonly appName: string;
  /** The locale of users who have none that the texts know, as `en` or `pt-BR`. */
  readonly defaultLocale: string;
  readonly email?: EmailSettings;
  readonly sms?: SmsSettings;
  /** ARN of the operator's own function, which then sends everything. */
  readonly senderArn?: string;
  /** ARNs of SSM parameters with the operator's own texts, by locale. */
  readonly texts: ReadonlyMap<string, string>;
}

export interface EmailSettings {
  /** A plain address that SES knows, or one of a domain that it knows. */
  readonly from: string;
  readonly replyTo: readonly string[];
  readonly configurationSet?: string;
  /** ARN of the identity, where another account or region has it. */
  readonly identityArn?: string;
}

export interface SmsSettings {
  readonly provider: 'end_user_messaging' | 'sns';
  /** Where messages may go, such as `+49`; `+` is everywhere. At least one: open lists invite SMS pumping. */
  readonly prefixes: Prefixes;
  /** ARN or id, for end_user_messaging; a number, for sns. */
  readonly originationIdentity?: string;
  readonly configurationSet?: string;
  readonly senderId?: string;
  /** What a country asks for with each message. */
  readonly destinationParameters?: DestinationParameters;
  /** The host name of the page that a browser may fill the code in on. */
  readonly webOtpDomain?: string;
}

/** @param json the value of `CHALLENGE_SETTINGS` @throws SettingsError */
export function parseMessageSettings(json: string | undefined): MessageSettings {
  const root = readJson(json);
  const { functionArn } = root.sender == null ? {} : record(root.sender, 'sender');
  return Object.freeze({
    appName: matching(
      root.appName,
      'appName',
      /^[^\p{Cc}\u2028\u2029]{1,60}$/u,
      'up to 60 characters in one line',
    ),
    defaultLocale: checkLocale(text(root.defaultLocale ?? 'en', 'defaultLocale'), 'defaultLocale'),
    ...(root.email != null && { email: parseEmail(record(root.email, 'email')) }),
    ...(root.sms != null && { sms: parseSms(record(root.sms, 'sms')) }),
    ...(root.sender != null && { senderArn: text(functionArn, 'sender.functionArn') }),
    texts: parseTexts(root.texts ?? {}),
  });
}

function parseEmail(email: Record<string, unknown>): EmailSettings {
  return {
    from: address(email.from, 'email.from'),
    replyTo: each(email.replyTo ?? [], 'email.replyTo', address),
    ...present({
      configurationSet: optionalText(email.configurationSet, 'email.configurationSet'),
      identityArn: optionalText(email.identityArn, 'email.identityArn'),
    }),
  };
}

function parseSms(sms: Record<string, unknown>): SmsSettings {
  const within = prefixes(sms.countryPrefixes, 'sms.countryPrefixes');
  if (within.length === 0) throw wrong('sms.countryPrefixes', 'at least one prefix, as "+49"', within);
  const except = prefixes(sms.excludedPrefixes ?? [], 'sms.excludedPrefixes');
  return {
    provider: oneOf(sms.provider ?? 'end_user_messaging', 'sms.provider', ['end_user_messaging', 'sns']),
    prefixes: { within, except },
    ...present({
      originationIdentity: optionalText(sms.originationIdentity, 'sms.originationIdentity'),
      configurationSet: optionalText(sms.configurationSet, 'sms.configurationSet'),
      senderId: optionalText(sms.senderId, 'sms.senderId'),
      destinationParameters:
        sms.destinationParameters == null
          ? undefined
          : parseDestinationParameters(sms.destinationParameters, 'sms.destinationParameters'),
      webOtpDomain:
        sms.webOtpDomain == null
          ? undefined
          : matching(sms.webOtpDomain, 'sms.webOtpDomain', /^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'a host name'),
    }),
  };
}

function prefixes(value: unknown, at: string): readonly string[] {
  return each(value, at, (prefix, where) =>
    matching(prefix, where, /^\+([1-9]\d{0,6})?$/, 'a prefix as "+49"'),
  );
}

function parseTexts(value: unknown): ReadonlyMap<string, string> {
  const arns = new Map<string, string>();
  for (const [tag, arn] of Object.entries(record(value, 'texts'))) {
    const locale = checkLocale(tag, 'texts');
    if (arns.has(locale)) throw new SettingsError(`texts has the locale ${locale} twice.`);
    arns.set(locale, text(arn, `texts.${tag}`));
  }
  return arns;
}

/** Plain: what else SES would take for an address, as `Name <a@b>`, has no place here. */
function address(value: unknown, at: string): string {
  return matching(
    value,
    at,
    /^[^\s@<>,;:"\p{Cc}]+@[^\s@<>,;:"\p{Cc}]+$/u,
    'a plain address, as sign-in@example.com',
  );
}

function matching(value: unknown, at: string, form: RegExp, takes: string): string {
  const given = text(value, at);
  if (!form.test(given)) throw wrong(at, takes, given);
  return given;
}
