import assert from 'node:assert/strict';
import type { AuthResponse, Call } from './cognito.ts';
import { answer, passPassword, type Target } from './sign-in.ts';

/**
 * What must hold of a deployed sign-in, by name. All three functions run, and nobody is signed in: no check tries to
 * read the picture.
 */
export const checks: Readonly<Record<string, (call: Call, target: Target) => Promise<void>>> = {
  'after the password comes a CAPTCHA': async (call, target) => {
    const asked = await passPassword(call, target);
    const { challenge, captchaUrl = '', expiresAt = '' } = captcha(asked);
    assert.equal(challenge, 'captcha');
    assert.match(captchaUrl, /^data:image\/png;base64,iVBORw0KGgo/, 'captchaUrl is not a PNG');
    assert.ok(Date.parse(expiresAt) > Date.now(), `expiresAt is over: ${expiresAt}`);
  },

  'a wrong answer is judged wrong and counted': async (call, target) => {
    const asked = await passPassword(call, target);
    const before = captcha(asked);
    const after = captcha(await answer(call, target, asked, 'wrong'));
    assert.equal(after.error, 'WRONG_ANSWER');
    assert.equal(Number(after.attemptsRemaining), Number(before.attemptsRemaining) - 1);
  },

  'there is no sign-in without the password': (call, target) =>
    refused(call, target, { AuthFlow: 'CUSTOM_AUTH', AuthParameters: { USERNAME: target.username } }),

  'there is no sign-in with the password alone': async (call, target) => {
    const { username: USERNAME, password: PASSWORD } = target;
    for (const AuthFlow of ['USER_PASSWORD_AUTH', 'USER_AUTH']) {
      await refused(call, target, {
        AuthFlow,
        AuthParameters: { USERNAME, PASSWORD, PREFERRED_CHALLENGE: 'PASSWORD' },
      });
    }
  },
};

function captcha({
  ChallengeName,
  ChallengeParameters,
  AuthenticationResult,
}: AuthResponse): Partial<Record<string, string>> {
  // Not `equal`, which would print the tokens.
  assert.ok(!AuthenticationResult, 'tokens were issued without an answer');
  assert.equal(ChallengeName, 'CUSTOM_CHALLENGE');
  return ChallengeParameters ?? {};
}

async function refused(call: Call, { clientId }: Target, input: object): Promise<void> {
  await assert.rejects(
    call('InitiateAuth', { ClientId: clientId, ...input }),
    /NotAuthorizedException|InvalidParameterException/,
    'Cognito did not refuse',
  );
}
