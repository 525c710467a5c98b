import { loadChallenges } from '../../functions/challenges/load.ts';
import { toHandedOver } from '../../functions/delivery/hand-over.ts';
import { readEvent } from '../../functions/event/event.ts';
import { world } from '../../functions/handlers/world.ts';
import { type AskedQuestion, toPrivateParameters, toQuestion } from '../../functions/question/question.ts';
import { parseSettings } from '../../functions/settings/settings.ts';
import { MAC } from '../kms-stub.ts';

const ROUND = 'Kq3vT_0a';
const SOURCES = {
  define: 'DefineAuthChallenge_Authentication',
  create: 'CreateAuthChallenge_Authentication',
  verify: 'VerifyAuthChallengeResponse_Authentication',
} as const;

export const AFTER_SRP_A = [{ challengeName: 'SRP_A', challengeResult: true }];
export const AFTER_PASSWORD = [...AFTER_SRP_A, { challengeName: 'PASSWORD_VERIFIER', challengeResult: true }];

/** An event as Cognito sends it, for a user who has an address. */
export function cognitoEvent(trigger: keyof typeof SOURCES, request: object): object {
  return {
    version: '1',
    region: 'eu-west-1',
    userPoolId: 'eu-west-1_Example01',
    userName: '0a1b2c3d-1111-2222-3333-444455556666',
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: '1example23456789' },
    triggerSource: SOURCES[trigger],
    request: {
      userAttributes: { email: 'casey@example.com', email_verified: 'true', locale: 'de-DE', name: 'Casey' },
      ...request,
    },
    response: {},
  };
}

/** The password is verified: create asks for the first time. */
export const createEvent = () =>
  cognitoEvent('create', { challengeName: 'CUSTOM_CHALLENGE', session: AFTER_PASSWORD });

/** A question of a challenge that was asked just now. */
const askedNow = (challenge: string): AskedQuestion => {
  const issuedAt = Math.floor(Date.now() / 1000);
  return { step: challenge, challenge, nonce: 'nnnnnnnnnnnnnnnnnnnnnA', issuedAt, askedAt: issuedAt };
};

function read(event: object) {
  const known = readEvent(event, ...Object.values(SOURCES));
  if (!known) throw new Error('The event is not one that the functions take.');
  return known;
}

/** The right answer to a question; where that is not derived, an answer that the service behind it likes. */
export async function verifyEvent(json: string, challenge: string): Promise<object> {
  const settings = parseSettings(json);
  const asked = askedNow(challenge);
  const privateChallengeParameters = toPrivateParameters({ ...asked, round: ROUND });
  const event = (challengeAnswer: string) =>
    cognitoEvent('verify', { privateChallengeParameters, challengeAnswer });
  const question = toQuestion(settings, asked, read(event('-')), async () => MAC);
  const made = (await loadChallenges(settings, world)).get(challenge);
  return event((question && (await made?.answer?.(question))) ?? 'token');
}

/** What create hands over. */
export function deliverEvent(challenge: string): object {
  return toHandedOver(askedNow(challenge), read(createEvent()), { address: 'casey@example.com' }, 1);
}
