/** A sign-in by password, then CAPTCHA, as the trigger functions see it. */

import { captcha } from '../functions/challenges/captcha/index.ts';
import { readEvent } from '../functions/event/event.ts';
import { world } from '../functions/handlers/world.ts';
import { toPrivateParameters, toQuestion } from '../functions/question/question.ts';
import { parseSettings } from '../functions/settings/settings.ts';
import { written } from '../test/support/written.ts';
import { MAC } from './kms-stub.ts';

const keyId = 'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555';
const step = { name: 'captcha', challenges: ['captcha'], attempts: 3, lifetimeSeconds: 900 };
const settings = JSON.stringify(written({ flow: [{ challenges: ['password'] }, step], keyId }));
const asker = {
  userPoolId: 'eu-west-1_Example01',
  clientId: '1example23456789',
  userName: '0a1b2c3d-1111-2222-3333-444455556666',
};

const CREDENTIALS = {
  AWS_ACCESS_KEY_ID: 'ASIAEXAMPLEEXAMPLE00',
  AWS_SECRET_ACCESS_KEY: 'example-secret-access-key',
  AWS_SESSION_TOKEN: 'example-session-token',
};

/** The environment that Lambda gives a function. @param home without configuration files of anybody's */
export function lambdaEnvironment(home: string, endpoint?: string): Record<string, string> {
  return {
    HOME: home,
    AWS_REGION: 'eu-west-1',
    AWS_LAMBDA_LOG_FORMAT: 'JSON',
    // Otherwise the SDK would warn of old versions of Node at each start: a few milliseconds that are not its client's.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    CHALLENGE_SETTINGS: settings,
    ...CREDENTIALS,
    ...(endpoint && { AWS_ENDPOINT_URL: endpoint }),
  };
}

export const macRequest = JSON.stringify({ keyId, message: 'cognito-challenge epoch 490000' });

/** The password is verified: create asks for the first CAPTCHA. */
export const createEvent = event('CreateAuthChallenge_Authentication', {
  challengeName: 'CUSTOM_CHALLENGE',
  session: ['SRP_A', 'PASSWORD_VERIFIER'].map(challengeName => ({ challengeName, challengeResult: true })),
});

/** The right answer to a question that was asked just now. */
export async function verifyEvent(): Promise<string> {
  const issuedAt = Math.floor(Date.now() / 1000);
  const asked = { step: step.name, challenge: 'captcha', nonce: 'n'.repeat(22), issuedAt };
  const verify = (challengeAnswer: string) =>
    event('VerifyAuthChallengeResponse_Authentication', {
      privateChallengeParameters: toPrivateParameters({ ...asked, round: 'Kq3vT_0a' }),
      challengeAnswer,
    });
  const read = readEvent(JSON.parse(verify('-')), 'VerifyAuthChallengeResponse_Authentication');
  const question = read && toQuestion(parseSettings(settings), asked, read, async () => MAC);
  const answer = question && (await captcha({}, world).answer?.(question));
  if (!answer) throw new Error('The CAPTCHA has no answer.');
  return verify(answer);
}

function event(triggerSource: string, request: object): string {
  const { userPoolId, clientId, userName } = asker;
  return JSON.stringify({
    version: '1',
    region: 'eu-west-1',
    userPoolId,
    userName,
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId },
    triggerSource,
    request: { userAttributes: { sub: userName, email_verified: 'true' }, ...request },
    response: {},
  });
}
