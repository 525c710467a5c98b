import { expect } from 'chai';
import type { JsonObject } from '../../../../local/aws-service.ts';
import { totp } from '../../../../local/cognito/totp.ts';
import type { Mfa } from '../../../../local/deployment.ts';
import { documented } from '../documented-define.ts';
import {
  admin,
  answering,
  begin,
  deploymentWith,
  password,
  refused,
  type TestPool,
  testPool,
  triggersBesides,
  userPoolId,
} from '../pool.ts';
import { entries, passPassword, respond } from '../srp-client.ts';

const optional: Mfa = { configuration: 'OPTIONAL', softwareToken: true, sms: true, email: true };
const alice = { UserPoolId: userPoolId, Username: 'alice' };

async function poolOf(mfa: Mfa, attributes: Record<string, string> = {}): Promise<TestPool> {
  const pool = testPool({ handlers: documented, deployment: deploymentWith({ pool: { mfa } }) });
  await pool.addUser('alice', attributes);
  return pool;
}
const phone = { phone_number: '+15555550100' };
const prefer = (pool: TestPool, settings: JsonObject) =>
  pool.call('AdminSetUserMFAPreference', { ...alice, ...settings }, admin);
const on = { Enabled: true, PreferredMfa: true };
const sentCode = (pool: TestPool) => /\d{6}/.exec(pool.messages.at(-1)?.text ?? '')?.[0] ?? '';
const parameters = (asked: JsonObject) => asked.ChallengeParameters as Record<string, string>;

/** Signs in without MFA, and registers a token by the access token. */
async function withToken(pool: TestPool): Promise<string> {
  const asked = await passPassword(pool, 'alice', password);
  const { AuthenticationResult } = await respond(pool, asked, { ANSWER: '5' });
  const { AccessToken = null } = AuthenticationResult as JsonObject;
  const { SecretCode } = await pool.call('AssociateSoftwareToken', { AccessToken });
  const secret = String(SecretCode);
  const UserCode = totp(secret, pool.clock.now);
  expect(
    await pool.call('VerifySoftwareToken', { AccessToken, UserCode, FriendlyDeviceName: 'phone' }),
  ).to.deep.equal({ Status: 'SUCCESS' });
  await pool.call('SetUserMFAPreference', { AccessToken, SoftwareTokenMfaSettings: on });
  expect(await pool.call('GetUser', { AccessToken })).to.deep.include({
    PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA',
    UserMFASettingList: ['SOFTWARE_TOKEN_MFA'],
  });
  pool.clock.now += 60_000;
  return secret;
}

describe('MFA in a custom flow', () => {
  it('asks for the TOTP after the password, and define sees it before the CAPTCHA', async () => {
    const pool = await poolOf(optional);
    const secret = await withToken(pool);
    const rounds = pool.rounds.length;

    const asked = await passPassword(pool, 'alice', password);
    expect(asked.ChallengeName).to.equal('SOFTWARE_TOKEN_MFA');
    expect(parameters(asked)).to.deep.equal({ USER_ID_FOR_SRP: 'alice', FRIENDLY_DEVICE_NAME: 'phone' });
    expect(pool.rounds.length - rounds, 'define is not asked between').to.equal(1);

    const next = await respond(pool, asked, { SOFTWARE_TOKEN_MFA_CODE: totp(secret, pool.clock.now) });
    expect(next.ChallengeName).to.equal('CUSTOM_CHALLENGE');
    expect(entries(pool)).to.deep.equal(['SRP_A', 'PASSWORD_VERIFIER', 'SOFTWARE_TOKEN_MFA']);
    expect(await respond(pool, next, { ANSWER: '5' })).to.have.property('AuthenticationResult');
  });

  it('takes another code on the same Session after a wrong one, and no code twice', async () => {
    const pool = await poolOf(optional);
    const secret = await withToken(pool);
    const asked = await passPassword(pool, 'alice', password);
    const code = { SOFTWARE_TOKEN_MFA_CODE: totp(secret, pool.clock.now) };

    await refused(
      respond(pool, asked, { SOFTWARE_TOKEN_MFA_CODE: totp(secret, pool.clock.now + 90_000) }),
      'CodeMismatchException',
      'Invalid code received for user',
    );
    await respond(pool, asked, code);
    const again = await passPassword(pool, 'alice', password);
    await refused(
      respond(pool, again, code),
      'ExpiredCodeException',
      'Your software token has already been used once.',
    );
    const later = { SOFTWARE_TOKEN_MFA_CODE: totp(secret, pool.clock.now + 30_000) };
    expect((await respond(pool, again, later)).ChallengeName).to.equal('CUSTOM_CHALLENGE');
  });

  it('lets a used code neither end nor bring on the wait after wrong ones', async () => {
    const pool = await poolOf(optional);
    const secret = await withToken(pool);
    const wrong = () => ({ SOFTWARE_TOKEN_MFA_CODE: totp(secret, pool.clock.now + 300_000) });
    const used = { SOFTWARE_TOKEN_MFA_CODE: totp(secret, pool.clock.now) };
    await respond(pool, await passPassword(pool, 'alice', password), used);
    const asked = await passPassword(pool, 'alice', password);

    for (let count = 0; count < 4; count++)
      await refused(respond(pool, asked, wrong()), 'CodeMismatchException');
    await refused(respond(pool, asked, used), 'ExpiredCodeException');
    await refused(respond(pool, asked, wrong()), 'CodeMismatchException');
    const exceeded = ['NotAuthorizedException', 'Password attempts exceeded'] as const;
    await refused(respond(pool, await passPassword(pool, 'alice', password), used), ...exceeded);
  });

  it('does not take the code again that the token was registered with', async () => {
    const pool = await poolOf(optional);
    const secret = await withToken(pool);
    pool.clock.now -= 60_000;

    await refused(
      respond(pool, await passPassword(pool, 'alice', password), {
        SOFTWARE_TOKEN_MFA_CODE: totp(secret, pool.clock.now),
      }),
      'ExpiredCodeException',
    );
  });

  it('makes the user wait after five wrong codes, whatever the Session, longer each time', async () => {
    const pool = await poolOf(optional);
    const secret = await withToken(pool);
    const right = () => ({ SOFTWARE_TOKEN_MFA_CODE: totp(secret, pool.clock.now) });
    const wrong = () => ({ SOFTWARE_TOKEN_MFA_CODE: totp(secret, pool.clock.now + 300_000) });
    const exceeded = ['NotAuthorizedException', 'Password attempts exceeded'] as const;
    const asked = await passPassword(pool, 'alice', password);
    for (let count = 0; count < 5; count++)
      await refused(respond(pool, asked, wrong()), 'CodeMismatchException');

    const again = await passPassword(pool, 'alice', password);
    await refused(respond(pool, again, right()), ...exceeded);
    pool.clock.now += 1000;
    const third = await passPassword(pool, 'alice', password);
    await refused(respond(pool, third, wrong()), 'CodeMismatchException');
    pool.clock.now += 1000;
    await refused(respond(pool, await passPassword(pool, 'alice', password), right()), ...exceeded);
    pool.clock.now += 1000;
    expect(await respond(pool, await passPassword(pool, 'alice', password), right())).to.include({
      ChallengeName: 'CUSTOM_CHALLENGE',
    });
  });

  for (const [setting, factor, medium, answer, destination, verified] of [
    ['SMSMfaSettings', 'SMS_MFA', 'SMS', 'SMS_MFA_CODE', '+*******0100', 'phone_number_verified'],
    ['EmailMfaSettings', 'EMAIL_OTP', 'EMAIL', 'EMAIL_OTP_CODE', 'a***@e***', 'email_verified'],
  ] as const)
    it(`sends a code for ${factor}, even to an address that it then verifies`, async () => {
      const pool = await poolOf(optional, { ...phone, email_verified: 'false' });
      await prefer(pool, { [setting]: on });

      const asked = await passPassword(pool, 'alice', password);
      expect(asked.ChallengeName).to.equal(factor);
      expect(parameters(asked)).to.deep.equal({
        USER_ID_FOR_SRP: 'alice',
        CODE_DELIVERY_DELIVERY_MEDIUM: medium,
        CODE_DELIVERY_DESTINATION: destination,
      });
      expect(pool.messages.at(-1)).to.include({ medium });
      const wrong = String((Number(sentCode(pool)) + 1) % 1_000_000).padStart(6, '0');
      await refused(
        respond(pool, asked, { [answer]: wrong }),
        'CodeMismatchException',
        'Invalid code or auth state for the user.',
      );
      const next = await respond(pool, asked, { [answer]: sentCode(pool) });

      expect(next.ChallengeName).to.equal('CUSTOM_CHALLENGE');
      expect(entries(pool)).to.deep.equal(['SRP_A', 'PASSWORD_VERIFIER', factor]);
      expect(pool.rounds.at(-1)?.request.userAttributes).to.include({ [verified]: 'true' });
    });

  it('has its message worded by CustomMessage, where the pool has it', async () => {
    const pool = testPool({
      handlers: { ...documented, CustomMessage: answering({ smsMessage: 'Acme: {####}' }) },
      deployment: deploymentWith({ pool: { mfa: optional, lambdaConfig: triggersBesides('CustomMessage') } }),
    });
    await pool.addUser('alice', phone);
    await prefer(pool, { SMSMfaSettings: on });

    const asked = await passPassword(pool, 'alice', password);
    expect(pool.rounds.at(-1)?.triggerSource).to.equal('CustomMessage_Authentication');
    expect(pool.messages.at(-1)?.text).to.match(/^Acme: \d{6}$/);
    expect(await respond(pool, asked, { SMS_MFA_CODE: sentCode(pool) })).to.include({
      ChallengeName: 'CUSTOM_CHALLENGE',
    });
  });

  it('lets a user choose who prefers nothing', async () => {
    const pool = await poolOf(optional, phone);
    await prefer(pool, { SMSMfaSettings: { Enabled: true }, EmailMfaSettings: { Enabled: true } });

    const asked = await passPassword(pool, 'alice', password);
    expect(asked.ChallengeName).to.equal('SELECT_MFA_TYPE');
    expect(parameters(asked).MFAS_CAN_CHOOSE).to.equal('["SMS_MFA","EMAIL_OTP"]');
    const chosen = await respond(pool, asked, { ANSWER: 'EMAIL_OTP' });
    expect(chosen.ChallengeName).to.equal('EMAIL_OTP');
    await respond(pool, chosen, { EMAIL_OTP_CODE: sentCode(pool) });
    expect(entries(pool)).to.deep.equal(['SRP_A', 'PASSWORD_VERIFIER', 'SELECT_MFA_TYPE', 'EMAIL_OTP']);
  });

  it('offers no factor that the user has not', async () => {
    const pool = await poolOf(optional, phone);
    await prefer(pool, { SMSMfaSettings: { Enabled: true }, EmailMfaSettings: { Enabled: true } });

    for (const ANSWER of ['SOFTWARE_TOKEN_MFA', 'constructor', ''])
      await refused(
        respond(pool, await passPassword(pool, 'alice', password), { ANSWER }),
        'InvalidParameterException',
      );
  });

  it('cannot be left out: an answer to another challenge ends the Session', async () => {
    const pool = await poolOf(optional, phone);
    await prefer(pool, { SMSMfaSettings: on });
    const asked = await passPassword(pool, 'alice', password);

    await refused(
      respond(pool, { ...asked, ChallengeName: 'CUSTOM_CHALLENGE' }, { ANSWER: '5' }),
      'NotAuthorizedException',
      'Invalid session for the user.',
    );
    await refused(respond(pool, asked, { SMS_MFA_CODE: sentCode(pool) }), 'NotAuthorizedException');
  });

  it('is not asked where the password is not first', async () => {
    const pool = await poolOf({ ...optional, configuration: 'ON' }, phone);

    const asked = await begin(pool, 'alice', { AuthParameters: { CHALLENGE_NAME: 'CUSTOM_CHALLENGE' } });
    expect(asked.ChallengeName).to.equal('CUSTOM_CHALLENGE');
    expect(await respond(pool, asked, { ANSWER: '5' })).to.have.property('AuthenticationResult');
  });

  it('tells a user who cannot have any that there is none', async () => {
    const pool = await poolOf({ ...optional, configuration: 'ON', softwareToken: false, email: false });
    await refused(passPassword(pool, 'alice', password), 'MFAMethodNotFoundException');
  });
});

describe('MFA_SETUP', () => {
  const required: Mfa = { configuration: 'ON', softwareToken: true, sms: false, email: false };

  it('registers a token by the Sessions of the sign-in, which goes on', async () => {
    const pool = await poolOf(required);
    const asked = await passPassword(pool, 'alice', password);
    expect(asked.ChallengeName).to.equal('MFA_SETUP');
    expect(parameters(asked).MFAS_CAN_SETUP).to.equal('["SOFTWARE_TOKEN_MFA"]');

    const { Session: first = null } = asked;
    const { SecretCode, Session = null } = await pool.call('AssociateSoftwareToken', { Session: first });
    await refused(pool.call('AssociateSoftwareToken', { Session: first }), 'NotAuthorizedException');
    const secret = String(SecretCode);
    const UserCode = totp(secret, pool.clock.now);
    await refused(
      pool.call('VerifySoftwareToken', { Session, UserCode: totp(secret, pool.clock.now + 300_000) }),
      'EnableSoftwareTokenMFAException',
      'Code mismatch',
    );
    const verified = await pool.call('VerifySoftwareToken', { Session, UserCode });
    expect(verified.Status).to.equal('SUCCESS');
    const next = await respond(pool, { ...verified, ChallengeName: 'MFA_SETUP' }, {});
    expect(next.ChallengeName).to.equal('CUSTOM_CHALLENGE');
    expect(entries(pool)).to.deep.equal(['SRP_A', 'PASSWORD_VERIFIER', 'MFA_SETUP']);

    const later = await passPassword(pool, 'alice', password);
    expect(later.ChallengeName, 'at the next sign-in').to.equal('SOFTWARE_TOKEN_MFA');
  });

  it('is not passed before the token is verified', async () => {
    const pool = await poolOf(required);
    const asked = await passPassword(pool, 'alice', password);
    const { Session = null } = await pool.call('AssociateSoftwareToken', { Session: asked.Session ?? null });

    await refused(respond(pool, { ...asked, Session }, {}), 'InvalidParameterException');
  });

  it('takes an e-mail address, and asks for a code that was sent there', async () => {
    const mfa = { ...required, email: true };
    const pool = testPool({ handlers: documented, deployment: deploymentWith({ pool: { mfa } }) });
    await pool.call('AdminCreateUser', alice, admin);
    await pool.call('AdminSetUserPassword', { ...alice, Password: password, Permanent: true }, admin);
    const asked = await passPassword(pool, 'alice', password);
    expect(parameters(asked).MFAS_CAN_SETUP).to.equal('["EMAIL_OTP","SOFTWARE_TOKEN_MFA"]');

    const sent = await respond(pool, asked, { EMAIL: 'new@example.com' });
    expect(sent.ChallengeName).to.equal('EMAIL_OTP');
    expect(pool.messages.at(-1)).to.include({ to: 'new@example.com' });
    const next = await respond(pool, sent, { EMAIL_OTP_CODE: sentCode(pool) });
    expect(next.ChallengeName).to.equal('CUSTOM_CHALLENGE');
    expect(entries(pool)).to.deep.equal(['SRP_A', 'PASSWORD_VERIFIER', 'MFA_SETUP', 'EMAIL_OTP']);
    expect(pool.rounds.at(-1)?.request.userAttributes).to.include({
      email: 'new@example.com',
      email_verified: 'true',
    });
  });
});

describe('preferences for MFA', () => {
  const refusedPreference = (pool: TestPool, settings: JsonObject, message?: string) =>
    refused(prefer(pool, settings), 'InvalidParameterException', message);

  it('need what they enable', async () => {
    const pool = await poolOf(optional);
    await refusedPreference(
      pool,
      { SoftwareTokenMfaSettings: on },
      'User has not verified software token mfa',
    );
    await refusedPreference(
      pool,
      { SMSMfaSettings: on },
      'User does not have delivery config set to turn on SMS_MFA',
    );
    const without = await poolOf({ ...optional, email: false });
    await refusedPreference(without, { EmailMfaSettings: on });
    const off = await poolOf({ ...optional, configuration: 'OFF' });
    await refusedPreference(off, { EmailMfaSettings: on });
  });

  it('are one, of what is enabled', async () => {
    const pool = await poolOf(optional, phone);
    await refusedPreference(pool, { SMSMfaSettings: on, EmailMfaSettings: on });
    await refusedPreference(pool, { SMSMfaSettings: { Enabled: false, PreferredMfa: true } });
  });

  it('are none of passkeys', async () => {
    const pool = await poolOf(optional);
    await refusedPreference(pool, { WebAuthnMfaSettings: { Enabled: true } });
    expect(await prefer(pool, { WebAuthnMfaSettings: { Enabled: false } })).to.deep.equal({});
  });

  it('of factors that are not named stay as they are', async () => {
    const pool = await poolOf(optional, phone);
    const settings = async () => {
      const { PreferredMfaSetting, UserMFASettingList } = await pool.call('AdminGetUser', alice, admin);
      return [PreferredMfaSetting, UserMFASettingList];
    };
    await prefer(pool, { SMSMfaSettings: on });
    await prefer(pool, { EmailMfaSettings: { Enabled: true } });
    expect(await settings()).to.deep.equal(['SMS_MFA', ['SMS_MFA', 'EMAIL_OTP']]);
    await prefer(pool, { EmailMfaSettings: on });
    expect(await settings()).to.deep.equal(['EMAIL_OTP', ['SMS_MFA', 'EMAIL_OTP']]);
    await prefer(pool, { EmailMfaSettings: { Enabled: false }, SMSMfaSettings: { Enabled: false } });
    expect(await settings()).to.deep.equal([undefined, undefined]);
  });

  it('are of text messages alone in the older form, which leaves the others as they are', async () => {
    const pool = await poolOf(optional, phone);
    await prefer(pool, { EmailMfaSettings: on });
    const sms = (...MFAOptions: JsonObject[]) =>
      pool.call('AdminSetUserSettings', { ...alice, MFAOptions }, admin);
    const enabled = async () => (await pool.call('AdminGetUser', alice, admin)).UserMFASettingList;

    await sms({ DeliveryMedium: 'SMS', AttributeName: 'phone_number' });
    expect(await enabled()).to.deep.equal(['SMS_MFA', 'EMAIL_OTP']);
    await sms();
    expect(await enabled()).to.deep.equal(['EMAIL_OTP']);
    await refused(
      pool.call('SetUserSettings', { AccessToken: 'x', MFAOptions: [] }),
      'NotAuthorizedException',
      'Invalid Access Token',
    );
  });

  it('are told of the pool by GetUserPoolMfaConfig', async () => {
    const pool = await poolOf(optional);
    expect(await pool.call('GetUserPoolMfaConfig', { UserPoolId: userPoolId }, admin)).to.deep.include({
      MfaConfiguration: 'OPTIONAL',
      SoftwareTokenMfaConfiguration: { Enabled: true },
    });
  });
});

describe('software tokens', () => {
  it('are not there in a pool without', async () => {
    const pool = await poolOf({ ...optional, softwareToken: false });
    for (const operation of ['AssociateSoftwareToken', 'VerifySoftwareToken'])
      await refused(
        pool.call(operation, { AccessToken: 'x', UserCode: '123456' }),
        'SoftwareTokenMFANotFoundException',
        'Software Token MFA has not been enabled by the userPool',
      );
  });

  it('go by an access token or a Session, not by both and not by neither', async () => {
    const pool = await poolOf(optional);
    await refused(pool.call('AssociateSoftwareToken', {}), 'InvalidParameterException');
    await refused(
      pool.call('AssociateSoftwareToken', { AccessToken: 'x', Session: 'x'.repeat(20) }),
      'InvalidParameterException',
    );
    await refused(
      pool.call('AssociateSoftwareToken', { Session: 'x'.repeat(20) }),
      'NotAuthorizedException',
      'Invalid session for the user.',
    );
  });

  it('are deleted by an administrator, for a user who lost the app: another can be set up', async () => {
    const pool = await poolOf(optional, phone);
    await withToken(pool);
    await prefer(pool, { SMSMfaSettings: { Enabled: true } });

    expect(await pool.call('AdminDeleteSoftwareToken', alice, admin)).to.deep.equal({});

    const user = await pool.call('AdminGetUser', alice, admin);
    expect(user.UserMFASettingList).to.deep.equal(['SMS_MFA']);
    expect(user).to.not.have.property('PreferredMfaSetting');
    expect(await passPassword(pool, 'alice', password)).to.include({ ChallengeName: 'SMS_MFA' });
    await pool.call('AdminSetUserMFAPreference', { ...alice, SMSMfaSettings: { Enabled: false } }, admin);
    await withToken(pool);
  });

  it('do not take the Session of another challenge', async () => {
    const pool = await poolOf(optional);
    const { Session = null } = await passPassword(pool, 'alice', password);
    await refused(pool.call('AssociateSoftwareToken', { Session }), 'NotAuthorizedException');
  });
});
