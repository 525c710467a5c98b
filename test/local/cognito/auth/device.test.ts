import { expect } from 'chai';
import type { JsonObject } from '../../../../local/aws-service.ts';
import type { Devices, Mfa } from '../../../../local/deployment.ts';
import { deviceVerifier, srpClient } from '../../../support/srp.ts';
import { documented } from '../documented-define.ts';
import {
  admin,
  answering,
  begin,
  deploymentWith,
  incorrect,
  password,
  publicClient,
  refused,
  type TestPool,
  testPool,
  triggersBesides,
  userPoolId,
} from '../pool.ts';
import { entries, parametersOf, passPassword, respond } from '../srp-client.ts';

const always: Devices = { challengeRequiredOnNewDevice: true, onlyRememberedOnUserPrompt: false };
const off: Mfa = { configuration: 'OFF', softwareToken: false, sms: false, email: false };
const alice = { UserPoolId: userPoolId, Username: 'alice' };
const secret = 'the secret that the device keeps';

async function poolOf(devices: Devices = always, mfa = off, afterDevice: 'tokens' | 'define' = 'tokens') {
  const pool = testPool({
    handlers: { ...documented, PreTokenGeneration: answering({}) },
    deployment: deploymentWith({
      pool: { devices, mfa, lambdaConfig: triggersBesides('PreTokenGeneration') },
    }),
    choices: { afterDevice },
  });
  await pool.addUser('alice');
  return pool;
}

interface SignedIn extends JsonObject {
  AccessToken: string;
  RefreshToken: string;
}
const resultOf = ({ AuthenticationResult }: JsonObject) => AuthenticationResult as SignedIn;
const claimsOf = (token: string): JsonObject =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

/** Signs in on a new device, and confirms it. */
async function confirmed(pool: TestPool) {
  const asked = await passPassword(pool, 'alice', password);
  const result = resultOf(await respond(pool, asked, { ANSWER: '5' }));
  const { DeviceKey = '', DeviceGroupKey = '' } = result.NewDeviceMetadata as Record<string, string>;
  const answer = await pool.call('ConfirmDevice', {
    AccessToken: result.AccessToken,
    DeviceKey,
    DeviceName: 'laptop',
    DeviceSecretVerifierConfig: deviceVerifier(DeviceGroupKey, DeviceKey, secret),
  });
  return { result, DeviceKey, DeviceGroupKey, answer };
}

/** What a device does once it is asked for. */
async function proveDevice(
  pool: TestPool,
  asked: JsonObject,
  { DeviceKey, DeviceGroupKey }: { DeviceKey: string; DeviceGroupKey: string },
  kept = secret,
) {
  const client = srpClient(DeviceGroupKey, DeviceKey, kept);
  const verifier = await respond(pool, asked, { DEVICE_KEY: DeviceKey, SRP_A: client.SRP_A });
  expect(verifier.ChallengeName).to.equal('DEVICE_PASSWORD_VERIFIER');
  expect(verifier.ChallengeParameters).to.have.all.keys(
    'DEVICE_KEY',
    'SALT',
    'SECRET_BLOCK',
    'SRP_B',
    'USERNAME',
  );
  return respond(pool, verifier, { DEVICE_KEY: DeviceKey, ...client.claim(parametersOf(verifier)) });
}

describe('a remembered device', () => {
  it('proves itself after define has said that tokens are due', async () => {
    const pool = await poolOf();
    const device = await confirmed(pool);
    expect(device.answer).to.deep.equal({ UserConfirmationNecessary: false });
    expect(device.DeviceKey).to.match(/^eu-central-1_[0-9a-f-]{36}$/);
    expect(claimsOf(device.result.AccessToken)).to.include({ device_key: device.DeviceKey });

    const AuthParameters = { DEVICE_KEY: device.DeviceKey };
    const asked = await passPassword(pool, 'alice', password, { AuthParameters });
    const last = await respond(pool, asked, { ANSWER: '5' });
    expect(last.ChallengeName).to.equal('DEVICE_SRP_AUTH');
    const defines = pool.rounds.filter(({ trigger }) => trigger === 'DefineAuthChallenge').length;
    const result = resultOf(await proveDevice(pool, last, device));

    expect(result).to.include.keys('AccessToken', 'RefreshToken').and.not.have.property('NewDeviceMetadata');
    expect(pool.rounds.at(-1)?.triggerSource).to.equal('TokenGeneration_AuthenticateDevice');
    expect(pool.rounds.filter(({ trigger }) => trigger === 'DefineAuthChallenge')).to.have.length(defines);
  });

  it('may be named with the answer to PASSWORD_VERIFIER', async () => {
    const pool = await poolOf();
    const device = await confirmed(pool);
    const asked = await passPassword(pool, 'alice', password, {
      responses: { DEVICE_KEY: device.DeviceKey },
    });

    expect(await respond(pool, asked, { ANSWER: '5' })).to.include({ ChallengeName: 'DEVICE_SRP_AUTH' });
  });

  it('is seen by define where Cognito asks it again', async () => {
    const pool = await poolOf(always, off, 'define');
    const device = await confirmed(pool);
    const AuthParameters = { DEVICE_KEY: device.DeviceKey };
    const asked = await begin(pool, 'alice', { AuthParameters });
    const last = await respond(pool, asked, { ANSWER: '5' });

    expect(await proveDevice(pool, last, device)).to.have.property('AuthenticationResult');
    expect(entries(pool)).to.deep.equal(['CUSTOM_CHALLENGE', 'DEVICE_SRP_AUTH', 'DEVICE_PASSWORD_VERIFIER']);
  });

  it('gets nothing without its secret', async () => {
    const pool = await poolOf();
    const device = await confirmed(pool);
    const asked = await passPassword(pool, 'alice', password, {
      AuthParameters: { DEVICE_KEY: device.DeviceKey },
    });
    const last = await respond(pool, asked, { ANSWER: '5' });

    await refused(proveDevice(pool, last, device, 'another secret'), ...incorrect);
  });

  it('proves itself in the end where it took the place of MFA', async () => {
    const pool = await poolOf(always, { ...off, configuration: 'OPTIONAL', email: true });
    const device = await confirmed(pool);
    await pool.call(
      'AdminSetUserMFAPreference',
      { ...alice, EmailMfaSettings: { Enabled: true, PreferredMfa: true } },
      admin,
    );
    expect(await passPassword(pool, 'alice', password)).to.include({ ChallengeName: 'EMAIL_OTP' });

    const AuthParameters = { DEVICE_KEY: device.DeviceKey };
    const asked = await passPassword(pool, 'alice', password, { AuthParameters });
    expect(asked.ChallengeName).to.equal('CUSTOM_CHALLENGE');
    await pool.call('AdminForgetDevice', { ...alice, DeviceKey: device.DeviceKey }, admin);
    expect(await respond(pool, asked, { ANSWER: '5' }), 'forgotten meanwhile').to.include({
      ChallengeName: 'EMAIL_OTP',
    });
  });

  it('does not take the place of MFA where the pool says so', async () => {
    const devices = { ...always, challengeRequiredOnNewDevice: false };
    const pool = await poolOf(devices, { ...off, configuration: 'OPTIONAL', email: true });
    const device = await confirmed(pool);
    await pool.call(
      'AdminSetUserMFAPreference',
      { ...alice, EmailMfaSettings: { Enabled: true, PreferredMfa: true } },
      admin,
    );

    const AuthParameters = { DEVICE_KEY: device.DeviceKey };
    const asked = await passPassword(pool, 'alice', password, { AuthParameters });
    expect(asked.ChallengeName).to.equal('EMAIL_OTP');
  });

  it('is the one that the sign-in named first', async () => {
    const pool = await poolOf();
    const [first, second] = [await confirmed(pool), await confirmed(pool)];
    const AuthParameters = { DEVICE_KEY: first.DeviceKey };
    const asked = await passPassword(pool, 'alice', password, {
      AuthParameters,
      responses: { DEVICE_KEY: second.DeviceKey },
    });
    const last = await respond(pool, asked, { ANSWER: '5' });

    expect(last.ChallengeParameters).to.deep.equal({ DEVICE_KEY: first.DeviceKey });
    await refused(proveDevice(pool, last, second), ...incorrect);
  });

  it('that nobody knows leaves the Session as it was', async () => {
    const pool = await poolOf();
    const client = srpClient('Abc123xyz', 'alice', password);
    const asked = await begin(pool, 'alice', {
      AuthParameters: { CHALLENGE_NAME: 'SRP_A', SRP_A: client.SRP_A },
    });
    const claim = client.claim(parametersOf(asked));
    const DEVICE_KEY = `eu-central-1_${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}`;

    await refused(
      respond(pool, asked, { ...claim, DEVICE_KEY }),
      'ResourceNotFoundException',
      'Device does not exist.',
    );
    expect(await respond(pool, asked, claim)).to.include({ ChallengeName: 'CUSTOM_CHALLENGE' });
    await refused(begin(pool, 'nobody', { AuthParameters: { DEVICE_KEY } }), 'ResourceNotFoundException');
  });
});

describe('a device', () => {
  it('that the user has to agree to is asked once it is remembered', async () => {
    const pool = await poolOf({ ...always, onlyRememberedOnUserPrompt: true });
    const device = await confirmed(pool);
    expect(device.answer).to.deep.equal({ UserConfirmationNecessary: true });
    const { AccessToken } = device.result;
    const { DeviceKey } = device;
    const signIn = async () => {
      const asked = await begin(pool, 'alice', { AuthParameters: { DEVICE_KEY: DeviceKey } });
      return respond(pool, asked, { ANSWER: '5' });
    };

    expect(await signIn()).to.have.property('AuthenticationResult');
    await pool.call('UpdateDeviceStatus', { AccessToken, DeviceKey, DeviceRememberedStatus: 'remembered' });
    expect(await signIn()).to.include({ ChallengeName: 'DEVICE_SRP_AUTH' });
  });

  it('is confirmed once, by the sign-in that it came of', async () => {
    const pool = await poolOf();
    const [first, second] = [await confirmed(pool), await confirmed(pool)];

    await refused(
      pool.call('ConfirmDevice', { AccessToken: first.result.AccessToken, DeviceKey: first.DeviceKey }),
      'DeviceKeyExistsException',
    );
    await pool.call('ForgetDevice', {
      AccessToken: first.result.AccessToken,
      DeviceKey: second.DeviceKey,
    });
    await refused(
      pool.call('ConfirmDevice', { AccessToken: first.result.AccessToken, DeviceKey: second.DeviceKey }),
      'InvalidParameterException',
      'Invalid device key given.',
    );
  });

  it('is listed, shown and forgotten, by the user and by an administrator', async () => {
    const pool = await poolOf();
    const [first, second] = [await confirmed(pool), await confirmed(pool)];
    const { AccessToken } = first.result;
    const keys = ({ Devices }: JsonObject) => (Devices as JsonObject[]).map(({ DeviceKey }) => DeviceKey);

    const page = await pool.call('ListDevices', { AccessToken, Limit: 1 });
    expect(keys(page)).to.deep.equal([first.DeviceKey]);
    const { PaginationToken = null } = page;
    expect(keys(await pool.call('ListDevices', { AccessToken, PaginationToken }))).to.deep.equal([
      second.DeviceKey,
    ]);
    const { Device } = await pool.call('GetDevice', { AccessToken, DeviceKey: first.DeviceKey });
    expect(Device).to.deep.include({
      DeviceKey: first.DeviceKey,
      DeviceLastAuthenticatedDate: pool.clock.now / 1000,
    });
    expect(JSON.stringify(Device)).to.include('laptop').and.include('"remembered"');
    await pool.call('ForgetDevice', { AccessToken, DeviceKey: first.DeviceKey });
    expect(keys(await pool.call('AdminListDevices', alice, admin))).to.deep.equal([second.DeviceKey]);
    await pool.call(
      'AdminUpdateDeviceStatus',
      { ...alice, DeviceKey: second.DeviceKey, DeviceRememberedStatus: 'not_remembered' },
      admin,
    );
    const shown = await pool.call('AdminGetDevice', { ...alice, DeviceKey: second.DeviceKey }, admin);
    expect(JSON.stringify(shown)).to.include('not_remembered');
    await refused(
      pool.call('GetDevice', { AccessToken, DeviceKey: first.DeviceKey }),
      'ResourceNotFoundException',
      'Device does not exist.',
    );
  });

  it('is nothing in a pool that does not remember any', async () => {
    const pool = testPool({ handlers: documented });
    await pool.addUser('alice');
    const asked = await passPassword(pool, 'alice', password, { AuthParameters: { DEVICE_KEY: 'any_0' } });
    const { AccessToken, ...rest } = resultOf(await respond(pool, asked, { ANSWER: '5' }));

    expect(rest).not.to.have.property('NewDeviceMetadata');
    await refused(pool.call('ListDevices', { AccessToken }), 'InvalidUserPoolConfigurationException');
  });

  it('has to come with a refresh', async () => {
    const pool = await poolOf();
    const { result, DeviceKey } = await confirmed(pool);
    const { RefreshToken } = result;
    const invalid = ['NotAuthorizedException', 'Invalid Refresh Token'] as const;
    const ClientId = publicClient.id;
    const initiate = (more: Record<string, string>) =>
      pool.call('InitiateAuth', {
        ClientId,
        AuthFlow: 'REFRESH_TOKEN_AUTH',
        AuthParameters: { REFRESH_TOKEN: RefreshToken, ...more },
      });

    await refused(initiate({}), ...invalid);
    await refused(pool.call('GetTokensFromRefreshToken', { ClientId, RefreshToken }), ...invalid);
    await refused(initiate({ DEVICE_KEY: 'eu-central-1_0' }), ...invalid);
    expect(await initiate({ DEVICE_KEY: DeviceKey })).to.have.property('AuthenticationResult');
    const refreshed = await pool.call('GetTokensFromRefreshToken', { ClientId, RefreshToken, DeviceKey });
    expect(claimsOf(resultOf(refreshed).AccessToken)).to.include({ device_key: DeviceKey });

    await pool.call('AdminForgetDevice', { ...alice, DeviceKey }, admin);
    await refused(initiate({ DEVICE_KEY: DeviceKey }), ...invalid);
    await refused(pool.call('GetTokensFromRefreshToken', { ClientId, RefreshToken, DeviceKey }), ...invalid);
  });

  it('has to be confirmed before a refresh', async () => {
    const pool = await poolOf();
    const asked = await passPassword(pool, 'alice', password);
    const { RefreshToken, NewDeviceMetadata } = resultOf(await respond(pool, asked, { ANSWER: '5' }));
    const { DeviceKey = '' } = NewDeviceMetadata as Record<string, string>;
    const call = pool.call('GetTokensFromRefreshToken', {
      ...{ ClientId: publicClient.id, RefreshToken, DeviceKey },
    });

    await refused(call, 'NotAuthorizedException', 'Invalid Refresh Token');
  });
});
