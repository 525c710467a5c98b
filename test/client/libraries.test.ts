import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { CognitoUserPool } from 'amazon-cognito-identity-js';
import { Amplify } from 'aws-amplify';
import { signOut } from 'aws-amplify/auth';
import { expect } from 'chai';
import * as srp from 'cognito-srp-helper';
import { amplifyTransport } from '../../client/adapters/amplify.ts';
import { awsSdkTransport } from '../../client/adapters/aws-sdk.ts';
import { fetchTransport } from '../../client/adapters/fetch.ts';
import { identityJsTransport } from '../../client/adapters/identity-js.ts';
import { createSignIn } from '../../client/sign-in.ts';
import type { ChallengeState, SignIn, State } from '../../client/state.ts';
import type { Transport } from '../../client/transport.ts';
import { totp } from '../../local/cognito/totp.ts';
import { reply, useAwsServer } from '../support/aws-server.ts';
import { codeIn, linkIn } from '../support/codes.ts';
import { type Loop, packageOf, useLoop } from '../support/loop.ts';
import { expectTokens } from '../support/tokens.ts';

const RIDDLE_ARN = 'arn:aws:lambda:us-east-1:123456789012:function:riddle';
const SECRET_ARN = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:turnstile-AbC123';

/** Asks for a word backwards. */
const RIDDLE = `exports.handler = async event => {
  const { request, response } = event;
  if (event.triggerSource.startsWith('Create')) {
    response.publicChallengeParameters = { word: 'stressed' };
    response.privateChallengeParameters = { right: 'desserts' };
  } else response.answerCorrect = request.challengeAnswer === request.privateChallengeParameters.right;
  return event;
};`;

const LIBRARIES: Readonly<Record<string, (loop: Loop) => Transport>> = {
  'Amplify 6': ({ clientId: userPoolClientId, endpoint: userPoolEndpoint, config: { userPoolId } }) => {
    Amplify.configure({ Auth: { Cognito: { userPoolId, userPoolClientId, userPoolEndpoint } } });
    return amplifyTransport();
  },
  'amazon-cognito-identity-js': ({ clientId: ClientId, endpoint, config: { userPoolId: UserPoolId } }) =>
    identityJsTransport(new CognitoUserPool({ UserPoolId, ClientId, endpoint })),
  'AWS SDK v3': ({ clientId, endpoint, config: { userPoolId } }) => {
    const client = new CognitoIdentityProviderClient({ region: 'us-east-1', endpoint, maxAttempts: 1 });
    return awsSdkTransport(client, { clientId, password: { userPoolId, srp } });
  },
  fetch: ({ clientId, endpoint, config: { userPoolId } }) =>
    fetchTransport({ endpoint, clientId, password: { userPoolId, srp } }),
};

/** `fetch` shares all but the call with the AWS SDK: it passes every challenge, which is enough. */
const THREE = Object.entries(LIBRARIES).filter(([library]) => library !== 'fetch');

/** A user who was sent a temporary password. */
async function invited(loop: Loop, email: string): Promise<string> {
  const UserAttributes = [
    { Name: 'email', Value: email },
    { Name: 'email_verified', Value: 'true' },
  ];
  const input = { UserPoolId: loop.config.userPoolId, Username: email, UserAttributes };
  await loop.cognito.service.AdminCreateUser?.(input, { accessKeyId: 'test' });
  return / password is (\S+)/.exec((await loop.message(email)).text)?.[1] ?? '';
}

function asked(state: State): ChallengeState {
  if (state.at !== 'challenge') throw new Error(`Nothing is asked: ${JSON.stringify(state)}`);
  return state;
}

const WRONG = { problem: 'WRONG_ANSWER' };

describe('The client kit, with real libraries and the built zips', function () {
  this.timeout(60_000);

  describe('through every challenge', () => {
    const provider = useAwsServer((response, request) => {
      const isRight = new URLSearchParams(request.body).get('response') === 'solved';
      const verdict = { hostname: 'app.example.com', challenge_ts: new Date().toISOString() };
      return reply(200, { success: isRight, ...verdict })(response, request);
    });
    const running = useLoop(() => ({
      inputs: {
        flow: [
          { challenge: 'proof_of_work', attempts: 1 },
          { any_of: ['email_otp', 'sms_otp'], name: 'code', attempts: 2 },
          { challenge: 'captcha', attempts: 2 },
          { challenge: 'human_check', attempts: 2 },
          { challenge: 'external', name: 'riddle', function_arn: RIDDLE_ARN, proof: false, attempts: 2 },
        ],
        proof_of_work: { difficulty: 8 },
        email: { from: 'sign-in@acme.example' },
        sms: { country_prefixes: ['+1'] },
        human_check: {
          ...{ provider: 'turnstile', site_key: 'site-key', secret_arn: SECRET_ARN },
          hostnames: ['app.example.com'],
        },
        function_packages: {
          verify_auth_challenge_response: { environment: { HUMAN_CHECK_ENDPOINT: provider.url() } },
        },
      },
      secrets: { [SECRET_ARN]: 's3cret' },
      externalFunctions: {
        [RIDDLE_ARN]: { packagePath: packageOf(RIDDLE), runtime: 'nodejs22.x', handler: 'index.handler' },
      },
    }));
    afterEach(() => signOut());

    for (const [library, transportOf] of Object.entries(LIBRARIES)) {
      it(`${library} signs in, wrong and then right, with a choice and a resend`, async () => {
        const loop = running();
        const { email, phoneNumber } = await loop.newUser();
        const signIn = createSignIn(transportOf(loop), { locale: 'de' });

        await signIn.start({ username: email });
        expect(asked(signIn.state), 'the work is done already').to.deep.include({
          ...{ step: 2, steps: 5, attemptsRemaining: 2, alternatives: ['sms_otp'] },
        });
        expect(asked(signIn.state).challenge).to.deep.include({
          name: 'email_otp',
          length: 6,
          alphabet: 'digits',
        });
        await loop.message(email);
        await signIn.resend();
        expect(asked(signIn.state)).to.include({ attemptsRemaining: 2, busy: false });
        await signIn.choose('sms_otp');
        expect(asked(signIn.state).challenge).to.include({ name: 'sms_otp', medium: 'SMS' });
        const message = await loop.message(phoneNumber);
        expect(message.text, 'in the language of the page').to.include('Anmeldecode');
        await signIn.answer('000000');
        expect(asked(signIn.state)).to.include(WRONG);
        await signIn.answer(codeIn(message));

        expect(asked(signIn.state).challenge.name).to.equal('captcha');
        await signIn.answer('wrong');
        expect(asked(signIn.state)).to.include(WRONG);
        await signIn.answer(await loop.rightAnswer());

        expect(asked(signIn.state).challenge).to.include({ name: 'human_check', siteKey: 'site-key' });
        await signIn.answer('nonsense');
        expect(asked(signIn.state)).to.include(WRONG);
        await signIn.answer('solved');

        const { challenge } = asked(signIn.state);
        expect(challenge).to.deep.include({ name: 'external', challenge: 'external' });
        expect(Object(challenge).parameters).to.include({ 'riddle.word': 'stressed' });
        await signIn.answer('deserts');
        expect(asked(signIn.state)).to.include(WRONG);
        await signIn.answer('desserts');
        await expectSignedIn(loop, signIn, email);
      });

      it(`${library} takes an unknown user as far, to be refused after the last attempt`, async () => {
        const signIn = createSignIn(transportOf(running()));
        await signIn.start({ username: 'nobody@example.com' });
        for (const attemptsRemaining of [2, 1]) {
          expect(asked(signIn.state)).to.include({ step: 2, attemptsRemaining });
          await signIn.answer('wrong');
        }
        const refused = { at: 'refused', retryable: true, reason: 'NotAuthorizedException' };
        expect(signIn.state).to.deep.equal(refused);
      });
    }
  });

  describe('through what Cognito itself asks', () => {
    const running = useLoop({ inputs: { user_pool: { mfa: 'ON' } } });
    afterEach(() => signOut());

    for (const [library, transportOf] of THREE)
      it(`${library} sets a password and an authenticator app, and is asked for its code from then on`, async () => {
        const loop = running();
        const signIn = createSignIn(transportOf(loop));
        const username = `invited-${library.toLowerCase().replaceAll(' ', '-')}@example.com`;
        const [password, chosen] = [await invited(loop, username), 'Correct-horse-7'];

        await signIn.start({ username, password });
        expect(signIn.state).to.include({ at: 'cognito-challenge', name: 'NEW_PASSWORD_REQUIRED' });
        await signIn.answer('short');
        expect(signIn.state).to.include({ problem: 'InvalidPasswordException', busy: false });
        await signIn.answer(chosen);
        expect(signIn.state).to.include({ name: 'MFA_SETUP' });
        const secret = Object(signIn.state).parameters.SecretCode;
        await signIn.answer(totp(secret, Date.now()));
        expect(asked(signIn.state).challenge.name).to.equal('captcha');
        await signIn.answer(await loop.rightAnswer());
        await expectSignedIn(loop, signIn, username);
        await signOut();

        await signIn.start({ username, password: chosen });
        expect(signIn.state).to.include({ name: 'SOFTWARE_TOKEN_MFA' });
        await signIn.answer('000000');
        expect(signIn.state).to.include({ problem: 'CodeMismatchException', busy: false });
        // Of the time after this one, since the code of this one is used.
        await signIn.answer(totp(secret, Date.now() + 30_000));
        expect(asked(signIn.state)).to.include({ step: 2, steps: 2 });
      });
  });

  describe('by link', () => {
    const running = useLoop({
      inputs: {
        flow: [{ challenge: 'magic_link' }],
        email: { from: 'sign-in@acme.example' },
        magic_link: { urls: ['https://app.acme.example/sign-in'] },
      },
    });
    afterEach(() => signOut());

    for (const [library, transportOf] of THREE) {
      it(`${library} signs in on another device, once the account was named`, async () => {
        const loop = running();
        const { email } = await loop.newUser();
        await createSignIn(transportOf(loop)).start({ username: email });
        const link = linkIn(await loop.message(email));

        const signIn = createSignIn(transportOf(loop));
        await signIn.answerLink(link);
        await signIn.confirm();
        expect(signIn.state).to.deep.equal({ at: 'account', account: email });
        await signIn.confirm();
        await expectSignedIn(loop, signIn, email);
        expect(loop.outbox.filter(({ to }) => to === email)).to.have.length(1);
      });

      it(`${library} keeps nothing after a no`, async () => {
        const loop = running();
        const { email } = await loop.newUser();
        const transport = transportOf(loop);
        const signIn = createSignIn(transport);
        await signIn.start({ username: email });
        await signIn.answerLink(linkIn(await loop.message(email)));
        // As a page that did not ask for it.
        signIn.restart();
        await signIn.answerLink(linkIn(await loop.message(email)));
        await signIn.confirm();
        expect(signIn.state.at).to.equal('account');
        await new Promise<void>(resolve => {
          const end = signIn.subscribe(({ at }) => {
            if (at === 'account') queueMicrotask(() => signIn.restart());
            if (at !== 'idle') return;
            end();
            resolve();
          });
        });
        expect(await transport.stored?.('nobody')).to.equal(undefined);
        await signIn.start({ username: email });
        expect(asked(signIn.state).challenge.name).to.equal('magic_link');
      });

      it(`${library} goes on in a reloaded tab, with the code`, async () => {
        const loop = running();
        const { email } = await loop.newUser();
        const entries = new Map<string, string>();
        const storage = {
          getItem: (key: string) => entries.get(key) ?? null,
          setItem: (key: string, value: string) => void entries.set(key, value),
          removeItem: (key: string) => void entries.delete(key),
        };
        const before = createSignIn(transportOf(loop), { storage });
        await before.start({ username: email });
        before.close();

        const signIn = createSignIn(transportOf(loop), { storage });
        await signIn.answer(codeIn(await loop.message(email)));
        await expectSignedIn(loop, signIn, email);
      });
    }
  });

  async function expectSignedIn(loop: Loop, { state }: SignIn, email: string): Promise<void> {
    if (state.at !== 'signed-in') throw new Error(`Not signed in: ${JSON.stringify(state)}`);
    await expectTokens(loop, state.tokens?.idToken, state.tokens?.accessToken, email);
  }
});
