/** Cognito's own messages, and what it reports about them to the caller. */

import { createHmac } from 'node:crypto';
import { rememberCode } from './codes.ts';
import type { Context } from './context.ts';
import { invalidParameter } from './errors.ts';
import { type Blanks, type Medium, type Occasion, writeMessage } from './messages.ts';
import { isEmail, isPhoneNumber } from './schema.ts';
import type { Address, CodePurpose, User } from './users.ts';

export const mediumOf: Readonly<Record<Address, Medium>> = { email: 'EMAIL', phone_number: 'SMS' };

/** CodeDeliveryDetailsType */
export type CodeDelivery = { AttributeName: string; DeliveryMedium: string; Destination: string };

/**
 * @param to the user's own address, or one that is to become it
 * @throws InvalidParameterException for a text message of a pool that has no way to send one; AWS's text (amplify-js#166,
 * #214), under a code that the reports do not show (unverified)
 */
export async function deliver(
  context: Context,
  user: User,
  attribute: Address,
  occasion: Occasion,
  blanks: Blanks,
  to = user.attributes[attribute] ?? '',
): Promise<void> {
  const medium = mediumOf[attribute];
  if (medium === 'SMS' && context.deployment.userPool.canSendSms === false)
    throw invalidParameter(
      'Invalid phone number provided/Unable to send the message. User pool does not have SMS configuration to send messages.',
    );
  context.send({ medium, to, ...(await writeMessage(context, user, medium, occasion, blanks)) });
}

/** Makes a code, sends it, and returns where it went. */
export async function sendCode(
  context: Context,
  user: User,
  purpose: CodePurpose,
  attribute: Address,
  occasion: Occasion,
  value?: string,
): Promise<CodeDelivery> {
  const { code, user: waiting } = rememberCode(context, user, purpose, {
    attribute,
    ...(value !== undefined && { value }),
  });
  const to = value ?? user.attributes[attribute] ?? '';
  await deliver(context, waiting, attribute, occasion, { code }, to);
  return codeDelivery(attribute, to);
}

export const codeDelivery = (attribute: Address, address: string): CodeDelivery => ({
  AttributeName: attribute,
  DeliveryMedium: mediumOf[attribute],
  Destination: attribute === 'email' ? maskEmail(address) : address.replace(/\d(?=\d{4})/g, '*'),
});

/** `a***@e***` */
export const maskEmail = (address: string): string => address.replace(/^(.)[^@]*@(.).*$/, '$1***@$2***');

/**
 * For a user who does not exist, or gets nothing: from the form of the typed name, and the same every time.
 * @param preferred where a name that is no address seems to have one
 */
export function simulatedDelivery({ decoyKey }: Context, username: string, preferred: Address): CodeDelivery {
  if (isPhoneNumber(username)) return codeDelivery('phone_number', username);
  if (isEmail(username)) return codeDelivery('email', username);
  if (preferred === 'email') return codeDelivery('email', `${username}@example.com`);
  const digits = createHmac('sha256', decoyKey).update(username).digest().readUInt32BE() % 10_000;
  return codeDelivery('phone_number', `+1555555${String(digits).padStart(4, '0')}`);
}
