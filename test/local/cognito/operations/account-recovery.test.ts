import { expect } from 'chai';
import { createSecretHash } from 'cognito-srp-helper';
import type { JsonObject } from '../../../../local/aws-service.ts';
import { DEFAULT_PASSWORD_POLICY, type UserPool } from '../../../../local/deployment.ts';
import {
  admin,
  answering,
  captcha,
  deploymentWith,
  legacyClient,
  publicClient,
  refused,
  secretClient,
  signIn,
  type TestPool,
  testPool,
  triggersBesides,
  userPoolId,
} from '../pool.ts';

const user = { UserPoolId: userPoolId, Username: 'alice' };
const phone = { phone_number: '+491701234567', phone_number_verified: 'true' };
const Password = 'Another-horse-8';

async function poolWithAlice(changes: Partial<UserPool> = {}, attributes: Record<string, string> = phone) {
  const pool = testPool({ deployment: deploymentWith({ pool: changes }) });
  await pool.addUser('alice', attributes);
  return pool;
}
const forgot = (pool: TestPool, more: JsonObject = {}) =>
  pool.call('ForgotPassword', { ClientId: publicClient.id, Username: 'alice', ...more });
const codeOf = (pool: TestPool) => /\d{6}$/.exec(pool.messages.at(-1)?.text ?? '')?.[0] ?? 'none';
const confirm = (pool: TestPool, more: JsonObject = {}) =>
  pool.call('ConfirmForgotPassword', {
    ClientId: publicClient.id,
    Username: 'alice',
    ConfirmationCode: codeOf(pool),
    Password,
    ...more,
  });
const statusOf = async (pool: TestPool) => (await pool.call('AdminGetUser', user, admin)).UserStatus;
/** Whether alice has this password: who knows it may change it. */
const hasPassword = async (pool: TestPool, PreviousPassword: string) => {
  const { AccessToken = '' } = await signIn(pool, 'alice');
  return pool
    .call('ChangePassword', { AccessToken, PreviousPassword, ProposedPassword: PreviousPassword })
    .then(
      () => true,
      () => false,
    );
};
const cannotReset =
  'Cannot reset password for the user as there is no registered/verified email or phone_number';

describe('ForgotPassword', () => {
  type Row = readonly [
    recovery: UserPool['accountRecovery'],
    attributes: Record<string, string>,
    to: string | undefined,
  ];
  const email = 'alice@example.com';
  const rows: readonly Row[] = [
    [undefined, phone, phone.phone_number],
    [undefined, {}, email],
    [undefined, { ...phone, phone_number_verified: 'false' }, email],
    [undefined, { email_verified: 'false' }, undefined],
    [['verified_email', 'verified_phone_number'], phone, email],
    [['verified_email', 'verified_phone_number'], { ...phone, email_verified: 'false' }, phone.phone_number],
    [['verified_phone_number'], {}, undefined],
    [['verified_email'], { email_verified: 'True' }, email],
  ];
  for (const [accountRecovery, attributes, to] of rows) {
    it(`sends to ${to ?? 'nobody'} with ${JSON.stringify(accountRecovery)} and ${JSON.stringify(attributes)}`, async () => {
      const pool = await poolWithAlice(accountRecovery && { accountRecovery }, attributes);
      const legacy = forgot(pool, { ClientId: legacyClient.id });

      if (to === undefined) await refused(legacy, 'InvalidParameterException', cannotReset);
      else {
        const { CodeDeliveryDetails } = await legacy;
        expect(CodeDeliveryDetails).to.have.property('DeliveryMedium', to.includes('@') ? 'EMAIL' : 'SMS');
      }
      expect(pool.messages.map(message => message.to)).to.deep.equal(to ? [to] : []);
    });
  }

  it('sends nothing to the address that MFA goes to', async () => {
    const mfa = { configuration: 'OPTIONAL', softwareToken: true, sms: true, email: true } as const;
    const pool = await poolWithAlice({ mfa });
    const prefer = (setting: string) =>
      pool.call('AdminSetUserMFAPreference', { ...user, [setting]: { Enabled: true } }, admin);

    await prefer('SMSMfaSettings');
    expect(await forgot(pool)).to.have.nested.property('CodeDeliveryDetails.DeliveryMedium', 'EMAIL');
    await prefer('EmailMfaSettings');
    await refused(forgot(pool, { ClientId: legacyClient.id }), 'InvalidParameterException', cannotReset);
  });

  it('is not there where only administrators reset passwords', async () => {
    const pool = await poolWithAlice({ accountRecovery: ['admin_only'] });
    for (const Username of ['alice', 'nobody'])
      await refused(
        forgot(pool, { Username }),
        'NotAuthorizedException',
        'Contact administrator to reset password.',
      );
  });

  it('does not tell who is there from who is not, where the client prevents it', async () => {
    const pool = await poolWithAlice({}, { email_verified: 'false' });
    await pool.addUser('bob');
    await pool.call('AdminDisableUser', { ...user, Username: 'bob' }, admin);
    const legacy: readonly (readonly [name: string, code: string, message: string])[] = [
      ['alice', 'InvalidParameterException', cannotReset],
      ['bob', 'NotAuthorizedException', 'User is disabled.'],
      ['nobody', 'UserNotFoundException', 'Username/client id combination not found.'],
    ];
    for (const [Username, code, message] of legacy) {
      await refused(forgot(pool, { Username, ClientId: legacyClient.id }), code, message);
      const seen = await forgot(pool, { Username });
      expect(seen).to.have.nested.property('CodeDeliveryDetails.DeliveryMedium', 'SMS');
      expect(await forgot(pool, { Username })).to.deep.equal(seen);
    }
    expect(await forgot(pool, { Username: 'no@example.com' })).to.deep.equal({
      CodeDeliveryDetails: { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'n***@e***' },
    });
    expect(pool.messages).to.deep.equal([]);
  });

  it('is refused to invited users', async () => {
    const pool = await poolWithAlice();
    await pool.call('AdminSetUserPassword', { ...user, Password: 'Temporary-1' }, admin);
    await refused(
      forgot(pool),
      'NotAuthorizedException',
      'User password cannot be reset in the current state.',
    );
  });

  it('checks the client’s secret', async () => {
    const pool = await poolWithAlice();
    await refused(
      forgot(pool, { ClientId: secretClient.id }),
      'NotAuthorizedException',
      /SECRET_HASH was not received$/,
    );
    const SecretHash = createSecretHash('alice', secretClient.id, 's3cret');
    expect(await forgot(pool, { ClientId: secretClient.id, SecretHash })).to.have.property(
      'CodeDeliveryDetails',
    );
  });
});

describe('ConfirmForgotPassword', () => {
  it('sets the password by the code, once', async () => {
    const pool = await poolWithAlice();
    await forgot(pool);
    expect(await hasPassword(pool, Password)).to.equal(false);

    expect(await confirm(pool)).to.deep.equal({});

    expect(await hasPassword(pool, Password)).to.equal(true);
    await refused(confirm(pool), 'ExpiredCodeException');
  });

  it('keeps to the policy, and the code stays good for a better password', async () => {
    const passwordPolicy = { ...DEFAULT_PASSWORD_POLICY, historySize: 1 };
    const pool = await poolWithAlice({ passwordPolicy });
    await forgot(pool);

    await refused(confirm(pool, { Password: 'weak' }), 'InvalidPasswordException');
    await refused(confirm(pool, { Password: 'Correct-horse-7' }), 'PasswordHistoryPolicyViolationException');
    expect(await confirm(pool)).to.deep.equal({});
  });

  it('takes a code for an hour, and twenty requests in it, also of somebody who does not exist', async () => {
    const pool = await poolWithAlice();
    await refused(confirm(pool, { ConfirmationCode: '123456' }), 'ExpiredCodeException');
    await forgot(pool);
    const wrong = { ConfirmationCode: codeOf(pool) === '000000' ? '000001' : '000000' };

    for (let request = 2; request < 20; request++)
      await refused(confirm(pool, wrong), 'CodeMismatchException');
    for (const call of [confirm, forgot]) await refused(call(pool), 'LimitExceededException');
    pool.clock.now += 3_600_000;
    await refused(confirm(pool), 'ExpiredCodeException');
    for (let request = 0; request < 20; request++)
      await forgot(pool, { Username: request % 2 ? 'Nobody' : 'nobody' });
    await refused(forgot(pool, { Username: 'nobody' }), 'LimitExceededException');
    await forgot(pool, { Username: 'somebody' });
  });

  it('does not take the code of a sign-up', async () => {
    const pool = testPool();
    await pool.call('SignUp', {
      ClientId: publicClient.id,
      Username: 'alice',
      Password: 'Correct-horse-7',
      UserAttributes: [{ Name: 'email', Value: 'alice@example.com' }],
    });
    await refused(confirm(pool), 'UserNotConfirmedException', 'User is not confirmed.');
    await pool.call('AdminConfirmSignUp', user, admin);
    await refused(confirm(pool), 'ExpiredCodeException');
  });

  it('gives an unknown and a disabled user the error of a wrong code', async () => {
    const pool = await poolWithAlice();
    await pool.call('AdminDisableUser', user, admin);
    const legacy: readonly (readonly [name: string, code: string])[] = [
      ['nobody', 'UserNotFoundException'],
      ['alice', 'NotAuthorizedException'],
    ];
    for (const [Username, code] of legacy) {
      const given = { Username, ConfirmationCode: '123456' };
      await refused(confirm(pool, given), 'CodeMismatchException');
      await refused(confirm(pool, { ...given, ClientId: legacyClient.id }), code);
    }
  });

  it('tells PostConfirmation', async () => {
    const sources: unknown[] = [];
    const pool = testPool({
      handlers: {
        ...captcha,
        PostConfirmation: event => {
          sources.push(event.triggerSource);
          return answering({})(event);
        },
      },
      deployment: deploymentWith({ pool: { lambdaConfig: triggersBesides('PostConfirmation') } }),
    });
    await pool.addUser('alice');
    await forgot(pool);
    await confirm(pool);
    expect(sources).to.deep.equal(['PostConfirmation_ConfirmForgotPassword']);
  });
});

describe('AdminResetUserPassword', () => {
  const reset = (pool: TestPool) => pool.call('AdminResetUserPassword', user, admin);

  it('makes the user set another password with a code', async () => {
    const pool = await poolWithAlice({ accountRecovery: ['verified_email'] });

    expect(await reset(pool)).to.deep.equal({});

    expect(await statusOf(pool)).to.equal('RESET_REQUIRED');
    expect(pool.messages.map(({ to }) => to)).to.deep.equal(['alice@example.com']);
    await confirm(pool);
    expect(await statusOf(pool)).to.equal('CONFIRMED');
  });

  it('changes nothing where no code can be sent', async () => {
    const pool = await poolWithAlice({}, { email_verified: 'false' });
    await refused(reset(pool), 'InvalidParameterException', cannotReset);
    expect(await statusOf(pool)).to.equal('CONFIRMED');

    await pool.call('AdminSetUserPassword', { ...user, Password: 'Temporary-1' }, admin);
    await refused(reset(pool), 'NotAuthorizedException', /cannot be reset in the current state\.$/);
    await pool.call('AdminDisableUser', user, admin);
    await refused(reset(pool), 'NotAuthorizedException', 'User is disabled.');
  });
});
