import { expect } from 'chai';
import type { JsonObject } from '../../../local/aws-service.ts';
import {
  captcha,
  deploymentWith,
  type Handler,
  password,
  publicClient,
  signIn,
  testPool,
  triggersBesides,
} from './pool.ts';

const same: Handler = event => event;
const others = [
  ...(['PreSignUp', 'PostConfirmation', 'CustomMessage'] as const),
  ...(['PreAuthentication', 'PostAuthentication', 'PreTokenGeneration'] as const),
];
const byClient = { ClientId: publicClient.id, Username: 'alice' };

describe('The triggers in the life of a user', () => {
  const pool = testPool({
    handlers: { ...captcha, ...Object.fromEntries(others.map(name => [name, same])) },
    deployment: deploymentWith({
      pool: { lambdaConfig: triggersBesides(...others), verifiedBeforeUpdate: ['email'] },
    }),
  });
  const code = () => /\d{6}/.exec(pool.messages.at(-1)?.text ?? '')?.[0] ?? '';
  let AccessToken = '';

  const steps: readonly (readonly [step: string, run: () => Promise<unknown>, sources: string[]])[] = [
    [
      'a sign-up',
      () => {
        const UserAttributes = [{ Name: 'email', Value: 'alice@example.com' }];
        return pool.call('SignUp', { ...byClient, Password: password, UserAttributes });
      },
      ['PreSignUp_SignUp', 'CustomMessage_SignUp'],
    ],
    ['another code', () => pool.call('ResendConfirmationCode', byClient), ['CustomMessage_ResendCode']],
    [
      'its confirmation',
      () => pool.call('ConfirmSignUp', { ...byClient, ConfirmationCode: code() }),
      ['PostConfirmation_ConfirmSignUp'],
    ],
    [
      'a sign-in',
      async () => {
        AccessToken = (await signIn(pool, 'alice')).AccessToken ?? '';
      },
      [
        'PreAuthentication_Authentication',
        'DefineAuthChallenge_Authentication',
        'CreateAuthChallenge_Authentication',
        'VerifyAuthChallengeResponse_Authentication',
        'DefineAuthChallenge_Authentication',
        'PostAuthentication_Authentication',
        'TokenGeneration_Authentication',
      ],
    ],
    [
      'a new address',
      () => {
        const UserAttributes = [{ Name: 'email', Value: 'new@example.com' }];
        return pool.call('UpdateUserAttributes', { AccessToken, UserAttributes });
      },
      ['CustomMessage_UpdateUserAttribute'],
    ],
    [
      'another code for it, and its verification',
      async () => {
        const address: JsonObject = { AccessToken, AttributeName: 'email' };
        await pool.call('GetUserAttributeVerificationCode', address);
        await pool.call('VerifyUserAttribute', { ...address, Code: code() });
      },
      ['CustomMessage_VerifyUserAttribute'],
    ],
    [
      'a changed password',
      () => {
        const passwords = { PreviousPassword: password, ProposedPassword: 'Another-horse-8' };
        return pool.call('ChangePassword', { AccessToken, ...passwords });
      },
      [],
    ],
    [
      'a forgotten one',
      async () => {
        await pool.call('ForgotPassword', byClient);
        const ConfirmationCode = code();
        await pool.call('ConfirmForgotPassword', {
          ...byClient,
          ConfirmationCode,
          Password: 'Third-horse-9',
        });
      },
      ['CustomMessage_ForgotPassword', 'PostConfirmation_ConfirmForgotPassword'],
    ],
    ['the end', () => pool.call('DeleteUser', { AccessToken }), []],
  ];
  for (const [step, run, sources] of steps)
    it(`are called in AWS’s order at ${step}: ${sources.join(', ') || 'none'}`, async () => {
      const before = pool.rounds.length;
      await run();
      expect(pool.rounds.slice(before).map(({ triggerSource }) => triggerSource)).to.deep.equal(sources);
    });
});
