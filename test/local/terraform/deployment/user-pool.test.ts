import { expect } from 'chai';
import { readClients, readUserPool } from '../../../../local/terraform/deployment/user-pool.ts';
import { ConfigurationError } from '../../../../local/terraform/errors.ts';
import { evaluated } from './evaluated.ts';

const pool = { aws_cognito_user_pool: { pool: { name: 'p' } } };

describe('readUserPool', () => {
  it('says what to do about no pool, and about several', () => {
    expect(() => readUserPool(evaluated({}))).to.throw(ConfigurationError, 'user_pool_enabled = true');
    expect(() =>
      readUserPool(evaluated({ aws_cognito_user_pool: { a: { name: 'a' }, b: { name: 'b' } } })),
    ).to.throw(
      ConfigurationError,
      '(aws_cognito_user_pool.a, aws_cognito_user_pool.b), and only one can run here',
    );
  });

  it('leaves out triggers that are not configured', () => {
    const lambda_config = { define_auth_challenge: 'arn', pre_sign_up: 'other', create_auth_challenge: null };
    const found = readUserPool(evaluated({ aws_cognito_user_pool: { pool: { name: 'p', lambda_config } } }));
    expect(found.lambdaConfig).to.deep.equal({ DefineAuthChallenge: 'arn' });
  });
});

describe('readClients', () => {
  function client(args: Record<string, unknown>) {
    const configuration = evaluated({
      ...pool,
      aws_cognito_user_pool_client: {
        c: { name: 'c', user_pool_id: '${aws_cognito_user_pool.pool.id}', ...args },
      },
    });
    return readClients(configuration, readUserPool(configuration))[0];
  }

  const validities: readonly (readonly [
    args: Record<string, unknown>,
    access: number,
    id: number,
    refresh: number,
  ])[] = [
    [{}, 3600, 3600, 2_592_000],
    [{ access_token_validity: 2, id_token_validity: 3, refresh_token_validity: 4 }, 7200, 10_800, 345_600],
    [{ token_validity_units: { access_token: 'seconds', id_token: 'days' } }, 3600, 3600, 2_592_000],
    [
      {
        access_token_validity: 600,
        id_token_validity: 1,
        refresh_token_validity: 90,
        token_validity_units: { access_token: 'seconds', id_token: 'days', refresh_token: 'minutes' },
      },
      600,
      86_400,
      5400,
    ],
    [{ refresh_token_validity: 0 }, 3600, 3600, 2_592_000],
  ];
  for (const [args, access, id, refresh] of validities) {
    it(`reads ${JSON.stringify(args)} as ${access}, ${id} and ${refresh} seconds`, () => {
      expect(client(args)).to.include({
        accessTokenValiditySeconds: access,
        idTokenValiditySeconds: id,
        refreshTokenValiditySeconds: refresh,
      });
    });
  }

  it('refuses a unit that there is not', () => {
    const args = { access_token_validity: 1, token_validity_units: { access_token: 'weeks' } };
    expect(() => client(args)).to.throw(
      ConfigurationError,
      'access_token: "weeks" is not one of seconds, minutes',
    );
  });

  it('leaves out the clients of pools elsewhere', () => {
    expect(client({ user_pool_id: 'us-east-1_elsewhere' })).to.equal(undefined);
  });
});
