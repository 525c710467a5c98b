import { expect } from 'chai';
import type { JsonObject } from '../../../../local/aws-service.ts';
import type { UserPool, UserPoolClient } from '../../../../local/deployment.ts';
import {
  admin,
  attribute,
  begin,
  deploymentWith,
  publicClient,
  refused,
  signIn,
  type TestPool,
  testPool,
  userPoolId,
} from '../pool.ts';

const user = { UserPoolId: userPoolId, Username: 'alice' };
const list = (attributes: Record<string, string>) =>
  Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));

async function signedIn(changes: Partial<UserPool> = {}, client: Partial<UserPoolClient> = {}) {
  const clients = [{ ...publicClient, ...client }];
  const pool = testPool({ deployment: deploymentWith({ pool: changes, clients }) });
  await pool.addUser('alice', { given_name: 'Alice' });
  const { AccessToken = '' } = await signIn(pool, 'alice');
  const call = (operation: string, input: JsonObject = {}) => pool.call(operation, { AccessToken, ...input });
  return {
    pool,
    call,
    update: (attributes: Record<string, string>) =>
      call('UpdateUserAttributes', { UserAttributes: list(attributes) }),
  };
}
async function attributesOf(pool: TestPool): Promise<Record<string, string>> {
  const { UserAttributes } = await pool.call('AdminGetUser', user, admin);
  return Object.fromEntries(
    (UserAttributes as { Name: string; Value: string }[]).map(({ Name, Value }) => [Name, Value]),
  );
}
const codeOf = (pool: TestPool) => /\d{6}$/.exec(pool.messages.at(-1)?.text ?? '')?.[0] ?? 'none';
const emailDelivery = { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'n***@e***' };

describe('UpdateUserAttributes', () => {
  it('changes attributes, and deletes what is set to nothing', async () => {
    const { pool, update } = await signedIn();

    expect(await update({ nickname: 'Al', given_name: '' })).to.deep.equal({});

    const attributes = await attributesOf(pool);
    expect(attributes)
      .to.include({ nickname: 'Al', email_verified: 'true' })
      .and.not.have.property('given_name');
  });

  it('changes what the client may write, of what can be changed', async () => {
    const { update } = await signedIn({}, { writeAttributes: ['email', 'nickname'] });
    await refused(
      update({ given_name: 'Eve' }),
      'NotAuthorizedException',
      'A client attempted to write unauthorized attribute',
    );

    const fixed = await signedIn({ schema: [attribute('given_name', { mutable: false })] });
    await refused(
      fixed.update({ given_name: 'Eve' }),
      'InvalidParameterException',
      'user.given_name: Attribute cannot be updated.',
    );
  });

  it('wants a value for each required attribute', async () => {
    const { update } = await signedIn({ schema: [attribute('locale', { required: true })] });
    const missing = 'Attributes did not conform to the schema: locale: The attribute is required';

    await refused(update({ nickname: 'Al' }), 'InvalidParameterException', missing);
    expect(await update({ nickname: 'Al', locale: 'de' })).to.deep.equal({});
    await refused(update({ locale: '' }), 'InvalidParameterException', missing);
  });

  it('needs an access token', async () => {
    const { pool } = await signedIn();

    await refused(
      pool.call('UpdateUserAttributes', { AccessToken: 'x', UserAttributes: [] }),
      'NotAuthorizedException',
      'Invalid Access Token',
    );
  });
});

describe('a new address', () => {
  type Row = readonly [
    auto: string[],
    before: string[],
    /** After the change: the address, whether it is verified, and whether a code went out. */
    now: string,
    verified: string,
    sent: boolean,
  ];
  const rows: readonly Row[] = [
    [[], [], 'new@example.com', 'false', false],
    [['phone_number'], [], 'new@example.com', 'false', false],
    [['email'], [], 'new@example.com', 'false', true],
    [['email'], ['email'], 'alice@example.com', 'true', true],
  ];
  for (const [autoVerifiedAttributes, verifiedBeforeUpdate, now, verified, sent] of rows) {
    it(`is ${now} where [${autoVerifiedAttributes}] is verified, [${verifiedBeforeUpdate}] before the change`, async () => {
      for (const by of ['user', 'administrator']) {
        const { pool, update } = await signedIn({ autoVerifiedAttributes, verifiedBeforeUpdate });
        const change = { email: 'new@example.com' };
        const answer =
          by === 'user'
            ? await update(change)
            : await pool.call('AdminUpdateUserAttributes', { ...user, UserAttributes: list(change) }, admin);

        expect(await attributesOf(pool)).to.include({ email: now, email_verified: verified });
        expect(pool.messages.map(({ to }) => to)).to.deep.equal(sent ? ['new@example.com'] : []);
        expect(answer).to.deep.equal(
          sent && by === 'user' ? { CodeDeliveryDetailsList: [emailDelivery] } : {},
        );
      }
    });
  }

  it('becomes the user’s, verified, by the code', async () => {
    for (const verifiedBeforeUpdate of [[], ['email']]) {
      const { pool, call, update } = await signedIn({ verifiedBeforeUpdate });
      await update({ email: 'new@example.com' });
      const Code = codeOf(pool);
      const verify = (code: string) => call('VerifyUserAttribute', { AttributeName: 'email', Code: code });

      await refused(verify(Code === '000000' ? '000001' : '000000'), 'CodeMismatchException');
      expect(await verify(Code)).to.deep.equal({});
      expect(await attributesOf(pool)).to.include({ email: 'new@example.com', email_verified: 'true' });
      await refused(verify(Code), 'ExpiredCodeException');
    }
  });

  it('needs no code where an administrator says that it is verified', async () => {
    const { pool } = await signedIn({ verifiedBeforeUpdate: ['email'] });

    await pool.call(
      'AdminUpdateUserAttributes',
      { ...user, UserAttributes: list({ email: 'new@example.com', email_verified: 'true' }) },
      admin,
    );

    expect(await attributesOf(pool)).to.include({ email: 'new@example.com', email_verified: 'true' });
    expect(pool.messages).to.deep.equal([]);
  });

  it('signs in only once it is verified, where it is an alias', async () => {
    const { pool, call, update } = await signedIn({
      aliasAttributes: ['email'],
      verifiedBeforeUpdate: ['email'],
    });
    const signsIn = async (name: string) => {
      const { ChallengeParameters } = await begin(pool, name);
      return (ChallengeParameters as JsonObject).USERNAME === 'alice';
    };
    await update({ email: 'new@example.com' });
    expect([await signsIn('alice@example.com'), await signsIn('new@example.com')]).to.deep.equal([
      true,
      false,
    ]);

    await call('VerifyUserAttribute', { AttributeName: 'email', Code: codeOf(pool) });
    expect([await signsIn('alice@example.com'), await signsIn('new@example.com')]).to.deep.equal([
      false,
      true,
    ]);
  });

  it('is taken from another who had verified it as an alias, and not where it is the sign-in name', async () => {
    const { pool, call, update } = await signedIn({ aliasAttributes: ['email'] });
    await pool.addUser('bob', { email: 'new@example.com' });
    await update({ email: 'new@example.com' });
    await call('VerifyUserAttribute', { AttributeName: 'email', Code: codeOf(pool) });
    const { ChallengeParameters } = await begin(pool, 'new@example.com');
    expect(ChallengeParameters).to.have.property('USERNAME', 'alice');

    const other = testPool({ deployment: deploymentWith({ pool: { usernameAttributes: ['email'] } }) });
    for (const name of ['alice@example.com', 'new@example.com']) await other.addUser(name, { email: name });
    const { AccessToken = '' } = await signIn(other, 'alice@example.com');
    await refused(
      other.call('UpdateUserAttributes', { AccessToken, UserAttributes: list({ email: 'new@example.com' }) }),
      'AliasExistsException',
      'An account with the email already exists.',
    );
  });
});

describe('GetUserAttributeVerificationCode', () => {
  it('sends a code to the address that is there, or to the one that waits', async () => {
    const { pool, call, update } = await signedIn({ verifiedBeforeUpdate: ['email'] });
    const ask = () => call('GetUserAttributeVerificationCode', { AttributeName: 'email' });

    expect(await ask()).to.deep.equal({
      CodeDeliveryDetails: { ...emailDelivery, Destination: 'a***@e***' },
    });
    await update({ email: 'new@example.com' });
    expect(await ask()).to.deep.equal({ CodeDeliveryDetails: emailDelivery });

    expect(pool.messages.map(({ to }) => to)).to.deep.equal([
      'alice@example.com',
      'new@example.com',
      'new@example.com',
    ]);
    await call('VerifyUserAttribute', { AttributeName: 'email', Code: codeOf(pool) });
    expect(await attributesOf(pool)).to.include({ email: 'new@example.com' });
  });

  it('sends five codes in an hour, and takes fifteen', async () => {
    const { pool, call } = await signedIn();
    const ask = () => call('GetUserAttributeVerificationCode', { AttributeName: 'email' });
    for (let sent = 0; sent < 5; sent++) await ask();
    await refused(ask(), 'LimitExceededException');
    const verify = (Code: string) => call('VerifyUserAttribute', { AttributeName: 'email', Code });
    for (let given = 0; given < 15; given++) await refused(verify('wrong'), 'CodeMismatchException');
    await refused(verify(codeOf(pool)), 'LimitExceededException');
  });

  it('refuses an address that the user has not, and what is no address', async () => {
    const { call } = await signedIn();
    for (const AttributeName of ['phone_number', 'nickname'])
      await refused(
        call('GetUserAttributeVerificationCode', { AttributeName }),
        'InvalidParameterException',
        `Unable to verify attribute: ${AttributeName} no value set to verify`,
      );
  });
});

describe('DeleteUserAttributes and AdminDeleteUserAttributes', () => {
  const names = (...UserAttributeNames: string[]) => ({ UserAttributeNames });

  it('delete attributes', async () => {
    const { pool, call, update } = await signedIn();
    await update({ nickname: 'Al', locale: 'de' });

    await call('DeleteUserAttributes', names('nickname'));
    await pool.call('AdminDeleteUserAttributes', { ...user, ...names('locale') }, admin);

    expect(await attributesOf(pool)).to.have.all.keys('sub', 'email', 'email_verified', 'given_name');
  });

  it('leave what is required, what cannot change, and what the client may not write', async () => {
    const schema = [
      attribute('given_name', { required: true }),
      attribute('custom:born', { mutable: false }),
    ];
    const { pool, call } = await signedIn({ schema }, { writeAttributes: ['custom:born'] });
    const byAdmin = (name: string) =>
      pool.call('AdminDeleteUserAttributes', { ...user, ...names(name) }, admin);

    await refused(call('DeleteUserAttributes', names('email')), 'NotAuthorizedException');
    await refused(
      byAdmin('given_name'),
      'InvalidParameterException',
      /given_name: The attribute is required$/,
    );
    await refused(byAdmin('custom:born'), 'InvalidParameterException', /Attribute cannot be updated\.$/);
    await refused(byAdmin('custom:nope'), 'InvalidParameterException', /does not exist in the schema\.$/);
  });
});
