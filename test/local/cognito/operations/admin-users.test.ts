import { expect } from 'chai';
import type { JsonObject } from '../../../../local/aws-service.ts';
import { DEFAULT_PASSWORD_POLICY } from '../../../../local/deployment.ts';
import {
  admin,
  attribute,
  begin,
  deploymentWith,
  password,
  publicClient,
  refused,
  testPool,
  userPoolId,
} from '../pool.ts';

const user = { UserPoolId: userPoolId, Username: 'alice' };
const emailOf = (Value: string, verified = 'true') => [
  { Name: 'email', Value },
  { Name: 'email_verified', Value: verified },
];
const asAdmin =
  (pool: ReturnType<typeof testPool>) =>
  (operation: string, input: JsonObject = {}) =>
    pool.call(operation, { ...user, ...input }, admin);

describe('administrative operations', () => {
  const operations = [
    'AdminInitiateAuth',
    'AdminRespondToAuthChallenge',
    'AdminCreateUser',
    'AdminGetUser',
    'AdminSetUserPassword',
    'AdminConfirmSignUp',
    'AdminUpdateUserAttributes',
    'AdminDeleteUser',
    'AdminDisableUser',
    'AdminEnableUser',
    'AdminUserGlobalSignOut',
    'AdminResetUserPassword',
    'AdminDeleteUserAttributes',
    'ListUsers',
    'ListUserPools',
    'ListUserPoolClients',
    'DescribeUserPool',
    'DescribeUserPoolClient',
  ];
  for (const operation of operations) {
    it(`include ${operation}, which needs a signed request`, async () => {
      await refused(
        testPool().call(operation, {}),
        'MissingAuthenticationTokenException',
        'Missing Authentication Token',
      );
    });
  }

  it('know one pool', async () => {
    await refused(
      asAdmin(testPool())('AdminGetUser', { UserPoolId: 'eu-central-1_Other' }),
      'ResourceNotFoundException',
      'User pool eu-central-1_Other does not exist.',
    );
  });

  it('name a user who does not exist, whatever a client prevents', async () => {
    await refused(asAdmin(testPool())('AdminGetUser'), 'UserNotFoundException', 'User does not exist.');
  });
});

describe('AdminCreateUser', () => {
  it('makes a user with a temporary password, and sends it', async () => {
    const pool = testPool();

    const { User } = await asAdmin(pool)('AdminCreateUser', { UserAttributes: emailOf('alice@example.com') });

    expect(User).to.deep.include({
      Username: 'alice',
      Enabled: true,
      UserStatus: 'FORCE_CHANGE_PASSWORD',
      UserCreateDate: pool.clock.now / 1000,
      UserLastModifiedDate: pool.clock.now / 1000,
    });
    expect((User as JsonObject).Attributes).to.deep.include({ Name: 'email', Value: 'alice@example.com' });
    expect(pool.messages).to.have.length(1);
    expect(pool.messages[0]).to.include({ medium: 'EMAIL', to: 'alice@example.com' });
    expect(pool.messages[0]?.text).to.match(/^Your username is alice and temporary password is \S{12}$/);
  });

  it('sends nothing when told so, and only by the media that it is told', async () => {
    const pool = testPool();
    const create = asAdmin(pool);
    const phone = { Name: 'phone_number', Value: '+491701234567' };

    await create('AdminCreateUser', { MessageAction: 'SUPPRESS', UserAttributes: emailOf('a@example.com') });
    expect(pool.messages).to.deep.equal([]);
    await create('AdminCreateUser', {
      Username: 'bob',
      UserAttributes: [...emailOf('b@example.com'), phone],
      DesiredDeliveryMediums: ['SMS'],
    });
    expect(pool.messages.map(({ medium, to }) => [medium, to])).to.deep.equal([['SMS', '+491701234567']]);
  });

  it('sends by SMS where nothing else is said, which a pool must be able to', async () => {
    const attributes = {
      UserAttributes: [...emailOf('a@example.com'), { Name: 'phone_number', Value: '+491701234567' }],
    };
    const pool = testPool();
    await asAdmin(pool)('AdminCreateUser', attributes);
    expect(pool.messages.map(({ medium }) => medium)).to.deep.equal(['SMS']);

    const silent = testPool({ deployment: deploymentWith({ pool: { canSendSms: false } }) });
    await refused(
      asAdmin(silent)('AdminCreateUser', attributes),
      'InvalidParameterException',
      /User pool does not have SMS configuration to send messages\.$/,
    );
    await asAdmin(silent)('AdminCreateUser', {
      ...attributes,
      Username: 'bob',
      DesiredDeliveryMediums: ['EMAIL'],
    });
    expect(silent.messages.map(({ medium }) => medium)).to.deep.equal(['EMAIL']);
  });

  it('sends another temporary password with RESEND', async () => {
    const pool = testPool();
    const create = asAdmin(pool);
    await create('AdminCreateUser', { UserAttributes: emailOf('alice@example.com') });

    await create('AdminCreateUser', { MessageAction: 'RESEND' });

    expect(pool.messages).to.have.length(2);
    expect(pool.messages[0]?.text).not.to.equal(pool.messages[1]?.text);
    await refused(
      create('AdminCreateUser', { Username: 'bob', MessageAction: 'RESEND' }),
      'UserNotFoundException',
    );
  });

  it('does not take a password away with RESEND', async () => {
    const pool = testPool();
    await pool.addUser('alice');

    await refused(
      asAdmin(pool)('AdminCreateUser', { MessageAction: 'RESEND' }),
      'UnsupportedUserStateException',
      'Resend not possible. alice status is not FORCE_CHANGE_PASSWORD',
    );
  });

  it('asks an administrator for no required attribute', async () => {
    const schema = [attribute('locale', { required: true })];
    const pool = testPool({ deployment: deploymentWith({ pool: { schema } }) });

    expect(await asAdmin(pool)('AdminCreateUser', { MessageAction: 'SUPPRESS' })).to.have.property('User');
  });

  it('makes a temporary password that is long enough', async () => {
    const passwordPolicy = { ...DEFAULT_PASSWORD_POLICY, minimumLength: 20 };
    const pool = testPool({ deployment: deploymentWith({ pool: { passwordPolicy } }) });

    await asAdmin(pool)('AdminCreateUser', { UserAttributes: emailOf('alice@example.com') });
    expect(pool.messages[0]?.text).to.match(/temporary password is \S{20}$/);
  });

  it('refuses a name that is taken, and an alias that is somebody’s', async () => {
    const pool = testPool({ deployment: deploymentWith({ pool: { aliasAttributes: ['email'] } }) });
    const create = asAdmin(pool);
    await create('AdminCreateUser', { UserAttributes: emailOf('alice@example.com') });
    const same = { Username: 'bob', UserAttributes: emailOf('alice@example.com') };

    await refused(create('AdminCreateUser'), 'UsernameExistsException', 'User account already exists');
    await refused(
      create('AdminCreateUser', same),
      'AliasExistsException',
      'An account with the email already exists.',
    );
    await create('AdminCreateUser', { ...same, ForceAliasCreation: true });
    expect(await begin(pool, 'alice@example.com')).to.have.nested.property(
      'ChallengeParameters.USERNAME',
      'bob',
    );
  });

  it('refuses a temporary password against the policy', async () => {
    await refused(
      asAdmin(testPool())('AdminCreateUser', { TemporaryPassword: 'weak' }),
      'InvalidPasswordException',
    );
  });
});

describe('a user, administered', () => {
  async function setUp() {
    const pool = testPool();
    await pool.addUser('alice');
    return { pool, call: asAdmin(pool) };
  }
  const get = async (call: ReturnType<typeof asAdmin>) => {
    const { UserAttributes, ...user } = await call('AdminGetUser');
    const list = UserAttributes as { Name: string; Value: string }[];
    return { ...user, attributes: Object.fromEntries(list.map(({ Name, Value }) => [Name, Value])) };
  };

  it('gets a password, permanent or not', async () => {
    const { call } = await setUp();

    await call('AdminSetUserPassword', { Password: password });
    expect(await get(call)).to.have.property('UserStatus', 'FORCE_CHANGE_PASSWORD');
    await call('AdminSetUserPassword', { Password: password, Permanent: true });
    expect(await get(call)).to.have.property('UserStatus', 'CONFIRMED');
    await refused(call('AdminSetUserPassword', { Password: 'weak' }), 'InvalidPasswordException');
  });

  it('is confirmed without a code, once', async () => {
    const pool = testPool();
    const call = asAdmin(pool);
    await pool.call('SignUp', {
      ClientId: publicClient.id,
      Username: 'alice',
      Password: password,
      UserAttributes: [{ Name: 'email', Value: 'alice@example.com' }],
    });

    await call('AdminConfirmSignUp');

    // Confirming a user does not verify the address.
    expect((await get(call)).attributes).not.to.have.property('email_verified');
    await refused(
      call('AdminConfirmSignUp'),
      'NotAuthorizedException',
      'User cannot be confirmed. Current status is CONFIRMED',
    );
  });

  it('has to verify a changed address again, unless the change says that it is', async () => {
    const { pool, call } = await setUp();
    pool.clock.now += 1000;

    await call('AdminUpdateUserAttributes', {
      UserAttributes: [{ Name: 'email', Value: 'new@example.com' }],
    });
    expect(await get(call)).to.deep.nested.include({
      'attributes.email': 'new@example.com',
      'attributes.email_verified': 'false',
      UserLastModifiedDate: pool.clock.now / 1000,
    });

    await call('AdminUpdateUserAttributes', { UserAttributes: emailOf('newer@example.com') });
    expect((await get(call)).attributes).to.include({ email: 'newer@example.com', email_verified: 'true' });
  });

  it('loses an attribute that is set to nothing', async () => {
    const { call } = await setUp();
    const nickname = (Value: string) => ({ UserAttributes: [{ Name: 'nickname', Value }] });

    await call('AdminUpdateUserAttributes', nickname('Al'));
    expect((await get(call)).attributes).to.include({ nickname: 'Al' });
    await call('AdminUpdateUserAttributes', nickname(''));
    expect((await get(call)).attributes).not.to.have.property('nickname');
  });

  it('is disabled and enabled', async () => {
    const { call } = await setUp();

    await call('AdminDisableUser');
    expect(await get(call)).to.have.property('Enabled', false);
    await call('AdminEnableUser');
    expect(await get(call)).to.have.property('Enabled', true);
  });

  it('is deleted', async () => {
    const { call } = await setUp();

    await call('AdminDeleteUser');
    await refused(call('AdminGetUser'), 'UserNotFoundException');
  });
});
