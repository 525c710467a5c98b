import { record, wrong } from '../settings/checks.ts';

/**
 * What a country asks for with each text message, by AWS's name for it: the keys that `SendTextMessage` takes in
 * `DestinationCountryParameters`, with the country that each is for. AWS knows India's only.
 * https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SendTextMessage.html
 */
const prefixes = { IN_ENTITY_ID: '+91', IN_TEMPLATE_ID: '+91' } as const;

export type DestinationParameters = Readonly<Partial<Record<keyof typeof prefixes, string>>>;

const names = Object.keys(prefixes) as (keyof typeof prefixes)[];

/** `sms.destinationParameters`. @throws SettingsError */
export function parseDestinationParameters(value: unknown, at: string): DestinationParameters {
  const given = record(value, at);
  const unknown = Object.keys(given).find(key => !names.some(name => name === key));
  if (unknown !== undefined) throw wrong(at, `the names ${names.join(' and ')}`, unknown);
  for (const [name, text] of Object.entries(given)) {
    // End User Messaging takes 64 characters, SNS 50 of an entity; both give and show numbers.
    if (typeof text !== 'string' || !/^\S{1,50}$/.test(text))
      throw wrong(`${at}.${name}`, 'the registered id: up to 50 characters without blanks', text);
  }
  return given;
}

/**
 * Those that go with a message to this number; undefined for none. What AWS says to those of another country nobody
 * has seen (unverified), so they stay away from it.
 */
export function parametersFor(
  number: string,
  parameters: DestinationParameters = {},
): DestinationParameters | undefined {
  const found = names.filter(name => parameters[name] !== undefined && number.startsWith(prefixes[name]));
  return found.length > 0 ? Object.fromEntries(found.map(name => [name, parameters[name]])) : undefined;
}
