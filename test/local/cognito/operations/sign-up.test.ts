import { expect } from 'chai';
import { createSecretHash } from 'cognito-srp-helper';
import type { JsonObject } from '../../../../local/aws-service.ts';
import { DEFAULT_PASSWORD_POLICY, type UserPool } from '../../../../local/deployment.ts';
import {
  admin,
  attribute,
  begin,
  deploymentWith,
  legacyClient,
  password,
  publicClient,
  refused,
  secretClient,
  type TestPool,
  testPool,
  userPoolId,
} from '../pool.ts';

const email = { Name: 'email', Value: 'alice@example.com' };
const ClientId = publicClient.id;
const poolWith = (pool: Partial<UserPool>) => testPool({ deployment: deploymentWith({ pool }) });

const signUp = (pool: TestPool, more: JsonObject = {}) =>
  pool.call('SignUp', { ClientId, Username: 'alice', Password: password, UserAttributes: [email], ...more });
const confirm = (pool: TestPool, ConfirmationCode: string, more: JsonObject = {}) =>
  pool.call('ConfirmSignUp', { ClientId, Username: 'alice', ConfirmationCode, ...more });
const resend = (pool: TestPool, Username = 'alice', client = ClientId) =>
  pool.call('ResendConfirmationCode', { ClientId: client, Username });
const codeOf = (pool: TestPool) => /\d{6}$/.exec(pool.messages.at(-1)?.text ?? '')?.[0] ?? 'none';
const getUser = (pool: TestPool) =>
  pool.call('AdminGetUser', { UserPoolId: userPoolId, Username: 'alice' }, admin);

describe('SignUp', () => {
  it('makes an unconfirmed user and sends a code, which confirms the user and the address', async () => {
    const pool = testPool();

    const { UserSub, ...output } = await signUp(pool);
    expect(UserSub).to.match(/^[0-9a-f-]{36}$/);
    expect(output).to.deep.equal({
      UserConfirmed: false,
      CodeDeliveryDetails: { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'a***@e***' },
    });
    expect(pool.messages).to.have.length(1);
    expect(pool.messages[0]).to.include({ medium: 'EMAIL', to: 'alice@example.com' });

    expect(await confirm(pool, codeOf(pool))).to.deep.equal({});
    const { UserStatus, UserAttributes } = await getUser(pool);
    expect(UserStatus).to.equal('CONFIRMED');
    expect(UserAttributes).to.deep.include({ Name: 'email_verified', Value: 'true' });
    expect(await begin(pool, 'alice')).to.have.property('Session');
  });

  it('sends to the phone where there is no e-mail address, and nothing where there is neither', async () => {
    const pool = testPool();

    const phone = await signUp(pool, { UserAttributes: [{ Name: 'phone_number', Value: '+491701234567' }] });
    expect(phone.CodeDeliveryDetails).to.deep.equal({
      AttributeName: 'phone_number',
      DeliveryMedium: 'SMS',
      Destination: '+********4567',
    });
    expect(pool.messages[0])
      .to.include({ medium: 'SMS', to: '+491701234567' })
      .and.not.have.property('subject');

    expect(await signUp(pool, { Username: 'bob', UserAttributes: [] })).not.to.have.property(
      'CodeDeliveryDetails',
    );
    expect(pool.messages).to.have.length(1);
  });

  const phone = { Name: 'phone_number', Value: '+491701234567' };
  const verified: readonly (readonly [auto: string[], attributes: JsonObject[], to: string | undefined])[] = [
    [['email'], [email], 'alice@example.com'],
    [['email'], [email, phone], 'alice@example.com'],
    [['email'], [phone], undefined],
    [['phone_number'], [email, phone], '+491701234567'],
    // AWS prefers the phone number.
    [['email', 'phone_number'], [email, phone], '+491701234567'],
    [['email', 'phone_number'], [email], 'alice@example.com'],
    [[], [email, phone], undefined],
  ];
  for (const [autoVerifiedAttributes, UserAttributes, to] of verified) {
    const given = UserAttributes.map(({ Name }) => Name).join(' and ');
    it(`sends ${to ? `the code to ${to}` : 'no code'} of ${given} where [${autoVerifiedAttributes}] is verified`, async () => {
      const pool = poolWith({ autoVerifiedAttributes });

      const output = await signUp(pool, { UserAttributes });

      expect(output).to.have.property('UserConfirmed', false);
      expect(pool.messages.map(message => message.to)).to.deep.equal(to ? [to] : []);
      if (to === undefined) expect(output).not.to.have.property('CodeDeliveryDetails');
      else {
        await confirm(pool, codeOf(pool));
        const attributes = JSON.stringify((await getUser(pool)).UserAttributes);
        expect(attributes.includes('email_verified')).to.equal(to === email.Value);
        expect(attributes.includes('phone_number_verified')).to.equal(to === phone.Value);
      }
    });
  }

  it('leaves a user without a code to an administrator', async () => {
    const pool = poolWith({ autoVerifiedAttributes: [] });
    await signUp(pool);

    await refused(confirm(pool, '123456'), 'ExpiredCodeException');
    for (const name of ['alice', 'nobody'])
      await refused(
        resend(pool, name),
        'NotAuthorizedException',
        'Cannot resend codes. Auto verification not turned on.',
      );
    await pool.call('AdminConfirmSignUp', { UserPoolId: userPoolId, Username: 'alice' }, admin);
    expect(await begin(pool, 'alice')).to.have.property('Session');
  });

  const policy = 'Password did not conform with policy: ';
  for (const [Password, message] of [
    ['Short-1', `${policy}Password not long enough`],
    ['lower-case-1', `${policy}Password must have uppercase characters`],
    ['UPPER-CASE-1', `${policy}Password must have lowercase characters`],
    ['No-Numbers', `${policy}Password must have numeric characters`],
    ['NoSymbols1', `${policy}Password must have symbol characters`],
  ] as const) {
    it(`refuses the password ${Password}`, async () => {
      await refused(signUp(testPool(), { Password }), 'InvalidPasswordException', message);
    });
  }

  const given = (Name: string, Value: string) => ({ UserAttributes: [{ Name, Value }] });
  const attributeCases: [JsonObject, string, RegExp][] = [
    [
      given('email_verified', 'true'),
      'NotAuthorizedException',
      /^A client attempted to write unauthorized attribute$/,
    ],
    [given('sub', 'x'), 'InvalidParameterException', /^user\.sub: Attribute cannot be updated\.$/],
    [
      given('shoe_size', '42'),
      'InvalidParameterException',
      /shoe_size: Attribute does not exist in the schema\.$/,
    ],
    [given('email', 'nowhere'), 'InvalidParameterException', /^Invalid email address format\.$/],
    [given('phone_number', '0170'), 'InvalidParameterException', /^Invalid phone number format\.$/],
  ];
  for (const [input, code, message] of attributeCases) {
    it(`refuses ${JSON.stringify(input)}`, async () => {
      await refused(signUp(testPool(), input), code, message);
    });
  }

  it('refuses a name that is taken', async () => {
    const pool = testPool();
    await signUp(pool);

    await refused(signUp(pool, { Username: 'ALICE' }), 'UsernameExistsException', 'User already exists');
  });

  it('is not there where only administrators make users', async () => {
    await refused(
      signUp(poolWith({ selfSignUpEnabled: false })),
      'NotAuthorizedException',
      'SignUp is not permitted for this user pool',
    );
  });

  it('keeps to the password policy of the pool', async () => {
    const passwordPolicy = { ...DEFAULT_PASSWORD_POLICY, minimumLength: 16 };

    await refused(
      signUp(poolWith({ passwordPolicy })),
      'InvalidPasswordException',
      'Password did not conform with policy: Password not long enough',
    );
    const lax = { ...passwordPolicy, minimumLength: 8, requireSymbols: false };
    expect(await signUp(poolWith({ passwordPolicy: lax }), { Password: 'NoSymbols1' })).to.have.property(
      'UserSub',
    );
  });

  it('keeps to the schema of the pool', async () => {
    const schema = [attribute('given_name', { required: true }), attribute('locale', { required: true })];
    const name = { Name: 'given_name', Value: 'Al' };

    await refused(
      signUp(poolWith({ schema })),
      'InvalidParameterException',
      'Attributes did not conform to the schema: given_name: The attribute is required\nlocale: The attribute is required',
    );
    await refused(
      signUp(poolWith({ schema }), { UserAttributes: [name, { Name: 'locale', Value: '' }] }),
      'InvalidParameterException',
      'Attributes did not conform to the schema: locale: The attribute is required',
    );
    const all = { UserAttributes: [name, { Name: 'locale', Value: 'de' }] };
    expect(await signUp(poolWith({ schema }), all)).to.have.property('UserSub');
    // The sign-in name is one.
    const required = [attribute('email', { required: true })];
    const byEmail = poolWith({ schema: required, usernameAttributes: ['email'] });
    expect(await signUp(byEmail, { Username: 'alice@example.com', UserAttributes: [] })).to.have.property(
      'UserSub',
    );
  });

  it('writes what the client may write', async () => {
    const client = { ...publicClient, writeAttributes: ['email'] };
    const pool = testPool({ deployment: deploymentWith({ clients: [client] }) });
    const nickname = { UserAttributes: [email, { Name: 'nickname', Value: 'Al' }] };

    await refused(
      signUp(pool, nickname),
      'NotAuthorizedException',
      'A client attempted to write unauthorized attribute',
    );
    expect(await signUp(pool)).to.have.property('UserSub');
  });

  it('checks the client and its secret', async () => {
    const pool = testPool();
    const more = { ClientId: secretClient.id };

    await refused(
      signUp(pool, { ClientId: 'nobody' }),
      'ResourceNotFoundException',
      'User pool client nobody does not exist.',
    );
    await refused(signUp(pool, more), 'NotAuthorizedException', /SECRET_HASH was not received$/);
    const SecretHash = createSecretHash('alice', secretClient.id, 's3cret');
    expect(await signUp(pool, { ...more, SecretHash })).to.have.property('UserSub');
  });

  it('keeps no password', async () => {
    const pool = testPool();
    await signUp(pool);

    expect(JSON.stringify([await getUser(pool), pool.messages])).not.to.contain(password);
  });
});

describe('SignUp in a pool whose users sign in with an address', () => {
  it('takes the address as Username and makes the sub the user name', async () => {
    const pool = poolWith({ usernameAttributes: ['email'] });
    const { UserSub } = await signUp(pool, { Username: 'alice@example.com', UserAttributes: [] });

    await confirm(pool, codeOf(pool), { Username: 'alice@example.com' });

    expect(await begin(pool, 'alice@example.com')).to.have.nested.property(
      'ChallengeParameters.USERNAME',
      UserSub,
    );
    await refused(
      signUp(pool, { Username: 'Alice@example.com' }),
      'UsernameExistsException',
      'An account with the given email already exists.',
    );
  });

  it('refuses an address that is somebody’s sign-in name, as an attribute, too', async () => {
    const pool = poolWith({ usernameAttributes: ['email', 'phone_number'] });
    await signUp(pool, { Username: 'alice@example.com', UserAttributes: [] });

    await refused(
      signUp(pool, { Username: '+491701234567', UserAttributes: [email] }),
      'UsernameExistsException',
      'An account with the given email already exists.',
    );
  });

  it('refuses any other name', async () => {
    const call = (...usernameAttributes: string[]) => signUp(poolWith({ usernameAttributes }));

    await refused(call('email'), 'InvalidParameterException', 'Username should be an email.');
    await refused(call('phone_number'), 'InvalidParameterException', 'Username should be a phone number.');
    await refused(
      call('email', 'phone_number'),
      'InvalidParameterException',
      'Username should be either an email or a phone number.',
    );
  });
});

describe('SignUp in a pool with aliases', () => {
  const aliases = { aliasAttributes: ['email', 'phone_number'] };

  it('refuses a name in the form of an alias', async () => {
    await refused(
      signUp(poolWith(aliases), { Username: 'alice@example.com' }),
      'InvalidParameterException',
      'Username cannot be of email format, since user pool is configured for email alias.',
    );
  });

  it('takes no preferred_username before the user is confirmed', async () => {
    const call = signUp(poolWith({ aliasAttributes: ['preferred_username'] }), {
      UserAttributes: [{ Name: 'preferred_username', Value: 'al' }],
    });
    await refused(call, 'InvalidParameterException', /^preferred_username can be set/);
  });

  it('gives an address to the first who confirms it, unless another insists', async () => {
    const pool = poolWith(aliases);
    await pool.addUser('bob', { email: 'alice@example.com' });
    await signUp(pool);
    const code = codeOf(pool);

    await refused(confirm(pool, code), 'AliasExistsException', 'An account with the email already exists.');
    expect(await begin(pool, 'alice@example.com')).to.have.nested.property(
      'ChallengeParameters.USERNAME',
      'bob',
    );

    await confirm(pool, code, { ForceAliasCreation: true });
    expect(await begin(pool, 'alice@example.com')).to.have.nested.property(
      'ChallengeParameters.USERNAME',
      'alice',
    );
  });
});

describe('ConfirmSignUp', () => {
  it('refuses a wrong code, fifteen times in an hour, and then any', async () => {
    const pool = testPool();
    await signUp(pool);
    const code = codeOf(pool);
    const wrong = code === '000000' ? '000001' : '000000';

    for (let attempt = 0; attempt < 15; attempt++)
      await refused(
        confirm(pool, wrong),
        'CodeMismatchException',
        'Invalid verification code provided, please try again.',
      );
    await refused(
      confirm(pool, code),
      'LimitExceededException',
      'Attempt limit exceeded, please try after some time.',
    );

    pool.clock.now += 3_600_000;
    expect(await confirm(pool, code)).to.deep.equal({});
  });

  it('gets five other codes in an hour', async () => {
    const pool = testPool();
    await signUp(pool);
    for (let sent = 0; sent < 5; sent++) await resend(pool);
    await refused(resend(pool), 'LimitExceededException');
  });

  it('refuses a code after a day', async () => {
    const pool = testPool();
    await signUp(pool);
    pool.clock.now += 86_400_000;

    await refused(
      confirm(pool, codeOf(pool)),
      'ExpiredCodeException',
      'Invalid code provided, please request a code again.',
    );
  });

  it('refuses a user who is confirmed', async () => {
    const pool = testPool();
    await pool.addUser('alice');

    await refused(
      confirm(pool, '123456'),
      'NotAuthorizedException',
      'User cannot be confirmed. Current status is CONFIRMED',
    );
    await refused(resend(pool), 'InvalidParameterException', 'User is already confirmed.');
  });

  it('tells an unknown user only from a client that does not prevent it', async () => {
    const pool = testPool();

    await refused(confirm(pool, '123456'), 'ExpiredCodeException');
    await refused(
      confirm(pool, '123456', { ClientId: legacyClient.id }),
      'UserNotFoundException',
      'Username/client id combination not found.',
    );
    expect(await resend(pool, 'nobody@example.com')).to.deep.equal({
      CodeDeliveryDetails: { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'n***@e***' },
    });
    await refused(resend(pool, 'nobody', legacyClient.id), 'UserNotFoundException');
    expect(pool.messages).to.deep.equal([]);
  });
});
