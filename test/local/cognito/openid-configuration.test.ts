import { expect } from 'chai';
import { signIn, testPool, userPoolId } from './pool.ts';

const endpoint = 'http://127.0.0.1:9400';
const claims = (token = '') => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

describe('openid-configuration', () => {
  const issuers: readonly (readonly [name: string, issuer: string | undefined, expected: string])[] = [
    ['AWS’s issuer', undefined, `https://cognito-idp.eu-central-1.amazonaws.com/${userPoolId}`],
    ['a local issuer', `${endpoint}/${userPoolId}`, `${endpoint}/${userPoolId}`],
  ];
  for (const [name, issuer, expected] of issuers)
    it(`names ${name}, as the tokens do, and the local keys`, async () => {
      const pool = testPool(issuer ? { issuer } : {});
      await pool.addUser('alice');

      expect(pool.openidConfiguration(endpoint)).to.deep.equal({
        issuer: expected,
        jwks_uri: `${endpoint}/${userPoolId}/.well-known/jwks.json`,
        id_token_signing_alg_values_supported: ['RS256'],
        response_types_supported: ['code', 'token'],
        scopes_supported: ['openid', 'email', 'phone', 'profile'],
        subject_types_supported: ['public'],
        token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      });
      const { IdToken, AccessToken = '' } = await signIn(pool, 'alice');
      for (const token of [IdToken, AccessToken]) expect(claims(token).iss).to.equal(expected);
      expect(await pool.call('GetUser', { AccessToken })).to.include({ Username: 'alice' });
    });
});
