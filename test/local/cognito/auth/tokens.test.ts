import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { expect } from 'chai';
import { createSecretHash } from 'cognito-srp-helper';
import type { JsonObject } from '../../../../local/aws-service.ts';
import {
  admin,
  answer,
  answering,
  begin,
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

async function signedIn(options: Parameters<typeof testPool>[0] = {}) {
  const pool = testPool(options);
  await pool.addUser('alice', { 'custom:team': 'blue' });
  return { pool, tokens: await signIn(pool, 'alice') };
}

const encode = (value: JsonObject) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part = ''): JsonObject => JSON.parse(Buffer.from(part, 'base64url').toString());
const claimsOf = (token = '') => decode(token.split('.')[1]);
const refresh = (pool: TestPool, REFRESH_TOKEN: string, ClientId = publicClient.id) =>
  pool.call('InitiateAuth', { ClientId, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN } });
const getUser = (pool: TestPool, AccessToken: string) => pool.call('GetUser', { AccessToken });

describe('tokens', () => {
  it('are those that aws-jwt-verify accepts with the pool’s JWKS', async () => {
    const pool = testPool();
    // The verifier has the real time.
    pool.clock.now = Date.now();
    await pool.addUser('alice');
    const { AccessToken = '', IdToken = '' } = await signIn(pool, 'alice');
    const verifier = CognitoJwtVerifier.create({ userPoolId, clientId: publicClient.id });
    verifier.cacheJwks(JSON.parse(JSON.stringify(pool.jwks())));

    expect(await verifier.verify(IdToken, { tokenUse: 'id' })).to.include({ 'cognito:username': 'alice' });
    expect(await verifier.verify(AccessToken, { tokenUse: 'access' })).to.include({ username: 'alice' });
  });

  it('carry the claims that Cognito puts into them', async () => {
    const { pool, tokens } = await signedIn();
    const now = pool.clock.now / 1000;
    const [id, access] = [claimsOf(tokens.IdToken), claimsOf(tokens.AccessToken)];
    const common = {
      sub: id.sub,
      iss: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Abc123xyz',
      origin_jti: id.origin_jti,
      event_id: id.event_id,
      auth_time: now,
      iat: now,
    };

    expect(id).to.deep.equal({
      ...common,
      aud: publicClient.id,
      token_use: 'id',
      'cognito:username': 'alice',
      exp: now + 1800,
      jti: id.jti,
      email: 'alice@example.com',
      email_verified: true,
      'custom:team': 'blue',
    });
    expect(access).to.deep.equal({
      ...common,
      client_id: publicClient.id,
      token_use: 'access',
      username: 'alice',
      scope: 'aws.cognito.signin.user.admin',
      exp: now + 3600,
      jti: access.jti,
    });
    expect(access.jti).not.to.equal(id.jti);
  });

  it('show only what the client may read', async () => {
    const client = { ...publicClient, readAttributes: ['email'] };
    const { pool, tokens } = await signedIn({ deployment: deploymentWith({ clients: [client] }) });

    expect(claimsOf(tokens.IdToken))
      .to.include.keys('sub', 'email')
      .and.not.have.any.keys('email_verified', 'custom:team');
    expect(await getUser(pool, tokens.AccessToken ?? ''))
      .to.have.property('UserAttributes')
      .that.has.length(2);
  });

  it('have no origin where the client’s tokens cannot be revoked', async () => {
    const client = { ...publicClient, tokenRevocationEnabled: false };
    const { pool, tokens } = await signedIn({ deployment: deploymentWith({ clients: [client] }) });

    expect(claimsOf(tokens.IdToken)).not.to.have.property('origin_jti');
    await refused(
      pool.call('RevokeToken', { Token: tokens.RefreshToken ?? '', ClientId: client.id }),
      'UnsupportedOperationException',
    );
  });
});

describe('a refresh token', () => {
  it('is opaque, and gives new tokens of the same sign-in', async () => {
    const { pool, tokens } = await signedIn();
    const RefreshToken = tokens.RefreshToken ?? '';
    expect(RefreshToken).to.match(/^[A-Za-z0-9_-]+$/);
    pool.clock.now += 600_000;

    for (const { AuthenticationResult } of [
      await refresh(pool, RefreshToken),
      await pool.call('GetTokensFromRefreshToken', { RefreshToken, ClientId: publicClient.id }),
    ]) {
      const result = AuthenticationResult as Record<string, string>;
      expect(result).to.have.all.keys('AccessToken', 'IdToken', 'ExpiresIn', 'TokenType');
      const [old, renewed] = [claimsOf(tokens.AccessToken), claimsOf(result.AccessToken)];
      expect(renewed).to.include({
        auth_time: old.auth_time,
        origin_jti: old.origin_jti,
        event_id: old.event_id,
      });
      expect(renewed.iat).to.equal(Number(old.iat) + 600);
      expect(renewed.jti).not.to.equal(old.jti);
    }
  });

  it('is refused where it is no token, another client’s, or expired', async () => {
    const { pool, tokens } = await signedIn();
    const token = tokens.RefreshToken ?? '';

    await refused(refresh(pool, 'nonsense'), 'NotAuthorizedException', 'Invalid Refresh Token');
    await refused(refresh(pool, ''), 'InvalidParameterException', 'Missing required parameter REFRESH_TOKEN');
    await refused(refresh(pool, token, legacyClient.id), 'NotAuthorizedException', 'Invalid Refresh Token');
    pool.clock.now += 30 * 86_400_000;
    await refused(refresh(pool, token), 'NotAuthorizedException', 'Refresh Token has expired');
    await refused(
      getUser(pool, tokens.AccessToken ?? ''),
      'NotAuthorizedException',
      'Access Token has expired',
    );
  });

  it('needs the client’s secret, or a hash over the real user name', async () => {
    const pool = testPool();
    await pool.addUser('alice');
    const SECRET_HASH = createSecretHash('alice', secretClient.id, 's3cret');
    const ClientId = secretClient.id;
    const challenge = await begin(pool, 'alice', { ClientId, AuthParameters: { SECRET_HASH } });
    const done = await answer(pool, challenge, { USERNAME: 'alice', ANSWER: '5', SECRET_HASH }, { ClientId });
    const { RefreshToken = '' } = done.AuthenticationResult as Record<string, string>;
    const initiate = (more: Record<string, string>) =>
      pool.call('InitiateAuth', {
        ClientId,
        AuthFlow: 'REFRESH_TOKEN_AUTH',
        AuthParameters: { REFRESH_TOKEN: RefreshToken, ...more },
      });

    await refused(initiate({}), 'NotAuthorizedException', /SECRET_HASH was not received$/);
    expect(await initiate({ SECRET_HASH })).to.have.property('AuthenticationResult');
    const get = (more: JsonObject) =>
      pool.call('GetTokensFromRefreshToken', { RefreshToken, ClientId, ...more });
    await refused(get({}), 'NotAuthorizedException');
    await refused(get({ ClientSecret: 'wrong' }), 'NotAuthorizedException');
    expect(await get({ ClientSecret: 's3cret' })).to.have.property('AuthenticationResult');
  });

  it('ends with RevokeToken, and the access tokens of its sign-in with it; others go on', async () => {
    const { pool, tokens } = await signedIn();
    const other = await signIn(pool, 'alice');
    const revoke = (Token: string, more: JsonObject = {}) =>
      pool.call('RevokeToken', { Token, ClientId: publicClient.id, ...more });

    expect(await revoke('never-seen')).to.deep.equal({});
    await refused(revoke(tokens.AccessToken ?? ''), 'UnsupportedTokenTypeException');
    await refused(revoke(tokens.RefreshToken ?? '', { ClientId: legacyClient.id }), 'UnauthorizedException');
    await refused(revoke(tokens.RefreshToken ?? '', { ClientId: secretClient.id }), 'UnauthorizedException');
    expect(await revoke(tokens.RefreshToken ?? '')).to.deep.equal({});

    await refused(
      refresh(pool, tokens.RefreshToken ?? ''),
      'NotAuthorizedException',
      'Refresh Token has been revoked',
    );
    await refused(
      getUser(pool, tokens.AccessToken ?? ''),
      'NotAuthorizedException',
      'Access Token has been revoked',
    );
    expect(await getUser(pool, other.AccessToken ?? '')).to.have.property('Username', 'alice');
  });
});

describe('tokens of a user whose password was reset', () => {
  it('work no longer, until there is a new password', async () => {
    const { pool, tokens } = await signedIn();
    await pool.call('AdminResetUserPassword', user, admin);
    const required = ['PasswordResetRequiredException', 'Password reset required for the user'] as const;

    await refused(getUser(pool, tokens.AccessToken ?? ''), ...required);
    await refused(refresh(pool, tokens.RefreshToken ?? ''), ...required);

    await pool.call('AdminSetUserPassword', { ...user, Password: 'Another-1x', Permanent: true }, admin);
    expect(await getUser(pool, tokens.AccessToken ?? '')).to.have.property('Username', 'alice');
  });
});

describe('an access token', () => {
  it('gives the user', async () => {
    const { pool, tokens } = await signedIn();

    expect(await getUser(pool, tokens.AccessToken ?? '')).to.deep.equal({
      Username: 'alice',
      UserAttributes: [
        { Name: 'sub', Value: claimsOf(tokens.IdToken).sub },
        { Name: 'email', Value: 'alice@example.com' },
        { Name: 'email_verified', Value: 'true' },
        { Name: 'custom:team', Value: 'blue' },
      ],
    });
  });

  it('is refused where a function took away the scope that it takes', async () => {
    const { pool, tokens } = await signedIn({
      handlers: {
        ...captcha,
        PreTokenGeneration: answering({
          claimsAndScopeOverrideDetails: {
            accessTokenGeneration: {
              scopesToSuppress: ['aws.cognito.signin.user.admin'],
              scopesToAdd: ['a/b'],
            },
          },
        }),
      },
      deployment: deploymentWith({
        pool: { lambdaConfig: triggersBesides('PreTokenGeneration'), preTokenGenerationVersion: 'V2_0' },
      }),
    });

    await refused(
      getUser(pool, tokens.AccessToken ?? ''),
      'NotAuthorizedException',
      'Access Token does not have required scopes',
    );
  });

  it('is refused where it is none, an ID token, forged or signed by another pool', async () => {
    const { pool, tokens } = await signedIn();
    const [header, , signature] = (tokens.AccessToken ?? '').split('.');
    const forged = encode({ ...claimsOf(tokens.AccessToken), username: 'bob' });
    const none = encode({ ...decode(header), alg: 'none' });
    const foreign = (await signedIn()).tokens.AccessToken ?? '';

    for (const token of ['nonsense', 'a.b.c', tokens.IdToken ?? '', `${none}.${forged}.`, foreign])
      await refused(getUser(pool, token), 'NotAuthorizedException', 'Invalid Access Token');
    await refused(
      getUser(pool, `${header}.${forged}.${signature}`),
      'NotAuthorizedException',
      'Could not verify signature for Access Token',
    );
  });

  for (const [name, end] of [
    ['GlobalSignOut', (pool: TestPool, AccessToken: string) => pool.call('GlobalSignOut', { AccessToken })],
    ['AdminUserGlobalSignOut', (pool: TestPool) => pool.call('AdminUserGlobalSignOut', user, admin)],
    [
      'AdminDisableUser, also when enabled again',
      async (pool: TestPool) => {
        await pool.call('AdminDisableUser', user, admin);
        await pool.call('AdminEnableUser', user, admin);
      },
    ],
    [
      'AdminDeleteUser, also when a user of the name is made again',
      async (pool: TestPool) => {
        await pool.call('AdminDeleteUser', user, admin);
        await pool.addUser('alice');
      },
    ],
  ] as const) {
    it(`ends with ${name}`, async () => {
      const { pool, tokens } = await signedIn();

      await end(pool, tokens.AccessToken ?? '');

      await refused(
        getUser(pool, tokens.AccessToken ?? ''),
        'NotAuthorizedException',
        'Access Token has been revoked',
      );
      await refused(
        refresh(pool, tokens.RefreshToken ?? ''),
        'NotAuthorizedException',
        'Refresh Token has been revoked',
      );
    });
  }
});

describe('a refresh token that rotates', () => {
  const rotating = (refreshTokenRotationGraceSeconds: number) => ({
    deployment: deploymentWith({ clients: [{ ...publicClient, refreshTokenRotationGraceSeconds }] }),
  });
  const get = async (pool: TestPool, RefreshToken = '') => {
    const { AuthenticationResult } = await pool.call('GetTokensFromRefreshToken', {
      RefreshToken,
      ClientId: publicClient.id,
    });
    return AuthenticationResult as Record<string, string>;
  };

  it('is replaced for the time that it had left, and works for the grace only', async () => {
    const { pool, tokens } = await signedIn(rotating(10));
    pool.clock.now += 86_400_000;
    const next = await get(pool, tokens.RefreshToken);
    expect(next.RefreshToken)
      .to.match(/^[\w-]+$/)
      .and.not.equal(tokens.RefreshToken);
    expect(claimsOf(next.AccessToken).origin_jti).to.equal(claimsOf(tokens.AccessToken).origin_jti);

    pool.clock.now += 9_999;
    expect(await get(pool, tokens.RefreshToken)).to.have.property('RefreshToken');
    pool.clock.now += 1;
    await refused(get(pool, tokens.RefreshToken), 'RefreshTokenReuseException');
    expect(await get(pool, next.RefreshToken)).to.have.property('RefreshToken');
    pool.clock.now += 29 * 86_400_000 - 10_000;
    await refused(get(pool, next.RefreshToken), 'NotAuthorizedException', 'Refresh Token has expired');
  });

  it('gives one of two simultaneous calls new tokens, where there is no grace', async () => {
    const { pool, tokens } = await signedIn(rotating(0));
    const outcomes = await Promise.allSettled([
      get(pool, tokens.RefreshToken),
      get(pool, tokens.RefreshToken),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected']);
  });

  it('does not go with REFRESH_TOKEN_AUTH', async () => {
    const { pool, tokens } = await signedIn(rotating(0));
    await refused(
      refresh(pool, tokens.RefreshToken ?? ''),
      'InvalidParameterException',
      'REFRESH_TOKEN_AUTH flow not enabled for this client',
    );
  });

  it('ends with its sign-in', async () => {
    const { pool, tokens } = await signedIn(rotating(60));
    const next = await get(pool, tokens.RefreshToken);
    await pool.call('RevokeToken', { Token: next.RefreshToken ?? '', ClientId: publicClient.id });
    for (const token of [tokens.RefreshToken, next.RefreshToken])
      await refused(get(pool, token), 'NotAuthorizedException', 'Refresh Token has been revoked');
  });
});
