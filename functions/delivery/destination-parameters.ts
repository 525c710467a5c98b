import { map, oneOf, text } from '../settings/declare.ts';

/**
 * What a country asks for with each text message, by AWS's names for it, with the country that each is for. AWS knows
 * India's only. The first two are keys that `SendTextMessage` takes in `DestinationCountryParameters`, the others
 * attributes of a message that SNS publishes.
 * https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SendTextMessage.html
 * https://docs.aws.amazon.com/sns/latest/dg/channels-sms-senderid-india.html
 */
const prefixes = {
  IN_ENTITY_ID: '+91',
  IN_TEMPLATE_ID: '+91',
  'AWS.MM.SMS.EntityId': '+91',
  'AWS.MM.SMS.TemplateId': '+91',
} as const;

type Name = keyof typeof prefixes;

export type DestinationParameters = Readonly<Partial<Record<Name, string>>>;

const names = Object.keys(prefixes) as Name[];

/** Which of the names a provider takes is a rule of Terraform's. */
export const countryParameters = map(
  // End User Messaging takes 64 characters, SNS 50 of an entity; both give and show numbers.
  text('a registered id, 1 to 50 characters without spaces', /^[^\p{Z}\p{Cc}]{1,50}$/u),
  oneOf(...names),
);

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
