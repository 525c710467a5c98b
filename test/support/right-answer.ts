import { createHmac, randomBytes } from 'node:crypto';
import { KEY_ID } from './settings.ts';
import type { CognitoEvent } from './trigger-events.ts';
import { fakeMac } from './worlds.ts';

/**
 * The letters that answer a CAPTCHA question, worked out apart from the functions: only somebody who holds the KMS
 * key can. 16 letters go into 256 without a rest, so a byte gives a letter each.
 */
export async function rightAnswer(
  privateParameters: Readonly<Record<string, string>>,
  event: CognitoEvent,
): Promise<string> {
  const bytes = await secretOf(privateParameters, event);
  return Array.from(bytes.subarray(0, 6), byte => 'ACEHJKLMNPRTUWXY'.charAt(byte % 16)).join('');
}

/**
 * The digits that answer a question for a code sent to the event's address, six, or twenty where the nonce says that it
 * is a long one: bytes from 250 on would favour the digits from 0 to 5.
 */
export async function rightCode(
  privateParameters: Readonly<Record<string, string>>,
  event: CognitoEvent,
): Promise<string> {
  const { userAttributes = {} } = event.request as { userAttributes?: Record<string, unknown> };
  const { challenge, nonce } = askedIn(privateParameters);
  const address = userAttributes[challenge === 'sms_otp' ? 'phone_number' : 'email'] ?? '';
  const bytes = await secretOf(privateParameters, event, [`code to ${address}`]);
  const digits = [...bytes].filter(byte => byte < 250).map(byte => byte % 10);
  return digits.slice(0, /[BRhx]$/.test(nonce) ? 20 : 6).join('');
}

/** The first 32 bytes of a question's secret. @param purpose which one, where a question has several */
async function secretOf(
  privateParameters: Readonly<Record<string, string>>,
  event: CognitoEvent,
  purpose: readonly string[] = [],
): Promise<Buffer> {
  const { step, challenge, nonce, issuedAt } = askedIn(privateParameters);
  const { clientId } = event.callerContext as { clientId: string };
  const context = ['answer-1', event.userPoolId, clientId, event.userName, step, challenge, nonce, issuedAt];
  const hour = Math.floor(issuedAt / 3600);
  const key = await fakeMac(KEY_ID, `cognito-challenge epoch ${hour}`);
  return createHmac('sha256', key)
    .update(JSON.stringify([...context, ...purpose, 0]))
    .digest();
}

/** Which question private parameters tell of, read apart from the functions. */
export function askedIn(privateParameters: Readonly<Record<string, string>>) {
  // The trace, behind the `@`, says nothing of the question.
  const parts = (privateParameters.question ?? '').replace(/@.*$/, '').split(' ');
  const [step = '', challenge = '', nonce = '', time = '', round = '', ...more] = parts;
  // How much later this sign-in asked it, where that can be.
  const [lag] = more;
  return {
    ...{ step, challenge, nonce, issuedAt: Number.parseInt(time, 36), round },
    ...(lag && { lag }),
  };
}

/** Private parameters that tell of a question, put together apart from the functions. */
export function parametersOf(asked: ReturnType<typeof askedIn>) {
  const { step, challenge, nonce, issuedAt, round, lag } = asked;
  const parts = [step, challenge, nonce, issuedAt.toString(36), round, lag];
  return { question: parts.filter(part => part !== undefined).join(' ') };
}

/** The same question in another round of its own: to answer it there is a second answer, not the first one's repetition. */
export function inAnotherRound(privateParameters: Readonly<Record<string, string>>) {
  return parametersOf({ ...askedIn(privateParameters), round: randomBytes(6).toString('base64url') });
}
