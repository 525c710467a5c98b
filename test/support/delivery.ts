import type { HandedOver } from '../../functions/delivery/hand-over.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import { stateless } from '../../functions/ledger/stateless.ts';
import { pseudonyms } from '../../functions/question/stable-key.ts';
import { parseSettings } from '../../functions/settings/settings.ts';
import { KEY_ID } from './settings.ts';
import { fakeMac, NOW_SECONDS } from './worlds.ts';
import { written } from './written.ts';

/** Values that can be searched for in what comes out. */
export const ADDRESS = 'casey@ember.example';
export const NUMBER = '+15550100321';
export const NONCE = 'AAECAwQFBgcICQoLDA0ODw';

const STEPS = [
  { name: 'mail', challenges: ['email_otp'] },
  { name: 'phone', challenges: ['sms_otp'] },
];

/** What Terraform writes into `CHALLENGE_SETTINGS` of the delivering function. */
export function deliverSettings(overrides: object = {}): Record<string, unknown> {
  return written({
    flow: STEPS,
    keyId: KEY_ID,
    delivery: {
      functionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:deliver',
      messagesPerHour: 3,
    },
    email: { from: 'sign-in@acme.example' },
    sms: { countryPrefixes: ['+1', '+49'] },
    appName: 'Acme',
    defaultLocale: 'en',
    ...overrides,
  });
}

export function parsedSettings(overrides: object = {}) {
  return parseSettings(JSON.stringify(deliverSettings(overrides)));
}

/** What create hands over for a code by e-mail. */
export function handedOver(overrides: Partial<HandedOver> = {}): HandedOver {
  return {
    question: { step: 'mail', challenge: 'email_otp', nonce: NONCE, issuedAt: NOW_SECONDS },
    userPoolId: 'eu-central-1_Ab3dE5gH7',
    clientId: '4h57k1bq0c9f8e2d6a3g5j7l9n',
    userName: 'casey.ember',
    address: ADDRESS,
    send: 1,
    trace: '0wqZkBv-Kq3vT_0a',
    ...overrides,
  };
}

/** The same by text message. */
export function handedOverSms(overrides: Partial<HandedOver> = {}): HandedOver {
  const question = { step: 'phone', challenge: 'sms_otp', nonce: NONCE, issuedAt: NOW_SECONDS };
  return handedOver({ question, address: NUMBER, ...overrides });
}

/** The part of the ledger that delivery uses, in memory. `claims` are the messages that count now, by destination. */
export function memoryLedger() {
  const claims = new Map<string, Set<string>>();
  const of = (destination: string) => claims.get(destination) ?? new Set<string>();
  const ledger: Ledger = {
    ...stateless,
    claimMessage: async (destination, message, perHour) => {
      const sent = of(destination);
      if (sent.has(message)) return 'sent before';
      if (sent.size >= perHour) return 'limit';
      claims.set(destination, sent.add(message));
      return 'send';
    },
    releaseMessage: async (destination, message) => {
      of(destination).delete(message);
    },
  };
  return { ledger, claims };
}

/** What the ledger calls an address, for what a client sends there by a step. */
export function destinationName(medium: 'EMAIL' | 'SMS', address: string): Promise<string> {
  const { clientId, question } = medium === 'EMAIL' ? handedOver() : handedOverSms();
  const budget = [clientId, question.step, question.challenge];
  return pseudonyms(KEY_ID, fakeMac)('destination', medium, address, ...budget);
}
