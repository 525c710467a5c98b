import { Amplify } from 'aws-amplify';
import { confirmSignIn, fetchAuthSession, type SignInOutput, signIn, signOut } from 'aws-amplify/auth';
import { expect } from 'chai';
import type { JsonObject } from '../../local/aws-service.ts';
import { totp } from '../../local/cognito/totp.ts';
import { type Loop, type LoopUser, useLoop } from '../support/loop.ts';
import { expectTokens } from '../support/tokens.ts';

/**
 * What Cognito itself asks in a flow that begins with a password, with Amplify, the built zips and the synthesized
 * wiring: MFA, a new password, a remembered device.
 */

const password = 'Correct-horse-7';

function configure(loop: Loop): void {
  const { userPoolId } = loop.config;
  Amplify.configure({
    Auth: { Cognito: { userPoolId, userPoolClientId: loop.clientId, userPoolEndpoint: loop.endpoint } },
  });
}

const begin = (username: string, secret = password) =>
  signIn({ username, password: secret, options: { authFlowType: 'CUSTOM_WITH_SRP' } });

/** Answers the CAPTCHA that is next, and signs out again. */
async function passCaptcha(loop: Loop, { nextStep }: Pick<SignInOutput, 'nextStep'>, email: string) {
  expect(nextStep.signInStep).to.equal('CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE');
  expect(Object(nextStep).additionalInfo).to.include({ challenge: 'captcha', step: '2', steps: '2' });
  const { isSignedIn } = await confirmSignIn({ challengeResponse: await loop.rightAnswer() });
  expect(isSignedIn).to.equal(true);
  const { tokens } = await fetchAuthSession();
  await expectTokens(loop, tokens?.idToken?.toString(), tokens?.accessToken.toString(), email);
  const refreshed = (await fetchAuthSession({ forceRefresh: true })).tokens;
  expect(refreshed?.accessToken.toString()).to.not.equal(tokens?.accessToken.toString());
}

/** The names of the entries that define saw last. */
async function entries(loop: Loop): Promise<string[]> {
  const define = (await loop.rounds()).findLast(({ trigger }) => trigger === 'DefineAuthChallenge');
  return ((define?.request.session as { challengeName: string }[] | undefined) ?? []).map(
    each => each.challengeName,
  );
}

const administer = (loop: Loop, operation: string, input: JsonObject) =>
  loop.cognito.service[operation]?.(
    { UserPoolId: loop.config.userPoolId, ...input },
    { accessKeyId: 'test' },
  );

/** A user who was sent a temporary password. */
async function invited(loop: Loop, email: string): Promise<string> {
  const UserAttributes = [{ Name: 'email', Value: email }];
  await administer(loop, 'AdminCreateUser', { Username: email, UserAttributes });
  const { text } = await loop.message(email);
  return / password is (\S+)/.exec(text)?.[1] ?? '';
}

describe('Cognito’s own challenges, with Amplify and the built zips', function () {
  this.timeout(60_000);

  describe('MFA that is required', () => {
    const running = useLoop({ inputs: { user_pool: { mfa: 'ON' } } });
    let user: LoopUser;
    let secret = '';
    before(async () => {
      configure(running());
      user = await running().newUser();
    });

    it('is set up between password and CAPTCHA at the first sign-in', async () => {
      const { nextStep } = await begin(user.email);
      if (nextStep.signInStep !== 'CONTINUE_SIGN_IN_WITH_TOTP_SETUP') throw new Error(nextStep.signInStep);
      secret = nextStep.totpSetupDetails.sharedSecret;

      const next = await confirmSignIn({ challengeResponse: totp(secret, Date.now()) });
      await passCaptcha(running(), next, user.email);
      await signOut();
    });

    it('is asked between password and CAPTCHA from then on', async () => {
      const asked = await begin(user.email);
      expect(asked.nextStep.signInStep).to.equal('CONFIRM_SIGN_IN_WITH_TOTP_CODE');
      // The code of the next thirty seconds: the test before has used that of these, and a boundary may pass meanwhile.
      const next = await confirmSignIn({ challengeResponse: totp(secret, Date.now() + 30_000) });
      await passCaptcha(running(), next, user.email);
      expect(await entries(running())).to.deep.equal([
        'SRP_A',
        'PASSWORD_VERIFIER',
        'SOFTWARE_TOKEN_MFA',
        'CUSTOM_CHALLENGE',
      ]);
      await signOut();
    });

    it('is set up by an invited user after the new password', async () => {
      const email = 'invited-with-mfa@example.com';
      const asked = await begin(email, await invited(running(), email));
      expect(asked.nextStep.signInStep).to.equal('CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED');
      const { nextStep } = await confirmSignIn({ challengeResponse: password });
      if (nextStep.signInStep !== 'CONTINUE_SIGN_IN_WITH_TOTP_SETUP') throw new Error(nextStep.signInStep);
      const code = totp(nextStep.totpSetupDetails.sharedSecret, Date.now());
      await passCaptcha(running(), await confirmSignIn({ challengeResponse: code }), email);
      expect(await entries(running())).to.deep.equal([
        'SRP_A',
        'PASSWORD_VERIFIER',
        'NEW_PASSWORD_REQUIRED',
        'MFA_SETUP',
        'CUSTOM_CHALLENGE',
      ]);
      await signOut();
    });
  });

  describe('an invited user', () => {
    const running = useLoop({});
    before(() => configure(running()));

    it('sets a password, meets the CAPTCHA, and signs in with it from then on', async () => {
      const email = 'invited@example.com';
      const asked = await begin(email, await invited(running(), email));
      expect(asked.nextStep.signInStep).to.equal('CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED');
      await passCaptcha(running(), await confirmSignIn({ challengeResponse: password }), email);
      expect(await entries(running())).to.deep.equal([
        'SRP_A',
        'PASSWORD_VERIFIER',
        'NEW_PASSWORD_REQUIRED',
        'CUSTOM_CHALLENGE',
      ]);
      await signOut();

      await passCaptcha(running(), await begin(email), email);
      await signOut();
    });

    it('whose new password the policy refuses may choose another', async () => {
      const email = 'invited-too@example.com';
      await begin(email, await invited(running(), email));
      const error = await confirmSignIn({ challengeResponse: 'short' }).catch((thrown: unknown) => thrown);
      expect(error).to.have.property('name', 'InvalidPasswordException');
      await passCaptcha(running(), await confirmSignIn({ challengeResponse: password }), email);
      await signOut();
    });

    it('who was reset by an administrator sets a password as well', async () => {
      const { email } = await running().newUser();
      await administer(running(), 'AdminResetUserPassword', { Username: email });
      const asked = await begin(email);
      expect(asked.nextStep.signInStep).to.equal('CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED');
      await passCaptcha(running(), await confirmSignIn({ challengeResponse: 'Another-horse-8' }), email);
      await signOut();
    });
  });

  describe('tokens straight after a new password, as Cognito was reported to give them', () => {
    const running = useLoop({ choices: { newPasswordPath: 'reported' } });
    before(() => configure(running()));

    it('are refused by the guard', async () => {
      const email = 'invited@example.com';
      await begin(email, await invited(running(), email));
      const error = await confirmSignIn({ challengeResponse: password }).catch((thrown: unknown) => thrown);
      expect(error).to.include({
        name: 'UserLambdaValidationException',
        message: 'PreTokenGeneration failed with error Sign-in is not available.',
      });
      expect((await running().rounds()).at(-1)).to.include({
        trigger: 'PreTokenGeneration',
        triggerSource: 'TokenGeneration_NewPasswordChallenge',
      });
    });
  });

  for (const afterDevice of ['tokens', 'define'] as const)
    describe(`a remembered device, after which Cognito goes on to ${afterDevice}`, () => {
      const running = useLoop({
        choices: { afterDevice },
        inputs: {
          user_pool: {
            device_tracking: {
              challenge_required_on_new_device: true,
              device_only_remembered_on_user_prompt: false,
            },
          },
        },
      });
      // Amplify names the device by it; Node has it from 21 on.
      const navigator = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
      before(() => {
        configure(running());
        const value = { userAgent: 'a browser' };
        if (!navigator) Object.defineProperty(globalThis, 'navigator', { value, configurable: true });
      });
      after(() => {
        if (!navigator) Reflect.deleteProperty(globalThis, 'navigator');
      });

      it('proves itself after the CAPTCHA at the second sign-in', async () => {
        const { email } = await running().newUser();
        await passCaptcha(running(), await begin(email), email);
        await signOut();
        await passCaptcha(running(), await begin(email), email);
        await signOut();

        const sources = (await running().rounds()).map(({ triggerSource }) => triggerSource);
        expect(sources).to.include('TokenGeneration_AuthenticateDevice');
        expect((await entries(running())).slice(0, 3)).to.deep.equal([
          'SRP_A',
          'PASSWORD_VERIFIER',
          'CUSTOM_CHALLENGE',
        ]);
      });
    });
});
