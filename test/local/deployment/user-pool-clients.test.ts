import { expect } from 'chai';
import { readUserPool } from '../../../local/deployment/user-pool.ts';
import { readClients } from '../../../local/deployment/user-pool-clients.ts';
import type { UserPoolClient } from '../../../local/deployment.ts';
import { ConfigurationError } from '../../../local/terraform/errors.ts';
import { evaluated } from './evaluated.ts';

describe('readClients', () => {
  const schema = { name: 'tier', attribute_data_type: 'String' };
  function client(args: Record<string, unknown>) {
    const configuration = evaluated({
      aws_cognito_user_pool: { pool: { name: 'p', schema } },
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
        refresh_token_validity: 1500,
        token_validity_units: { access_token: 'seconds', id_token: 'days', refresh_token: 'minutes' },
      },
      600,
      86_400,
      90_000,
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

  const readings: readonly (readonly [args: Record<string, unknown>, expected: Partial<UserPoolClient>])[] = [
    [{ read_attributes: ['email', 'custom:tier'] }, { readAttributes: ['email', 'custom:tier'] }],
    [{ write_attributes: ['oidc:profile'] }, { writeAttributes: ['oidc:profile'] }],
    [
      {
        explicit_auth_flows: ['ALLOW_CUSTOM_AUTH'],
        refresh_token_rotation: { feature: 'ENABLED', retry_grace_period_seconds: 10 },
      },
      { refreshTokenRotationGraceSeconds: 10 },
    ],
    [
      { explicit_auth_flows: ['ALLOW_CUSTOM_AUTH'], refresh_token_rotation: [{ feature: 'ENABLED' }] },
      { refreshTokenRotationGraceSeconds: 0 },
    ],
    [{ prevent_user_existence_errors: 'ENABLED' }, { preventUserExistenceErrors: 'ENABLED' }],
  ];
  for (const [args, expected] of readings) {
    it(`reads ${JSON.stringify(args)}`, () => {
      expect(client(args)).to.deep.include(expected);
    });
  }

  it('leaves out what a client does not say', () => {
    for (const args of [
      {},
      { refresh_token_rotation: { feature: 'DISABLED', retry_grace_period_seconds: 0 } },
    ])
      expect(client(args)).to.not.have.any.keys(
        'readAttributes',
        'writeAttributes',
        'refreshTokenRotationGraceSeconds',
      );
  });

  const refusals: readonly (readonly [args: Record<string, unknown>, message: string])[] = [
    [
      { refresh_token_rotation: { feature: 'ENABLED' } },
      'aws_cognito_user_pool_client.c: refresh_token_rotation excludes ALLOW_REFRESH_TOKEN_AUTH',
    ],
    [
      { write_attributes: ['email', 'custom:nope'] },
      'write_attributes: the pool has no attribute custom:nope',
    ],
    [
      { access_token_validity: 4, token_validity_units: { access_token: 'minutes' } },
      'aws_cognito_user_pool_client.c.access_token_validity, in seconds, takes 300 to 86400; got 240',
    ],
    [{ id_token_validity: 25 }, 'id_token_validity, in seconds, takes 300 to 86400; got 90000'],
    [{ refresh_token_validity: 3651 }, 'refresh_token_validity, in seconds, takes 3600 to 315360000'],
    [
      {
        access_token_validity: 2,
        refresh_token_validity: 1,
        token_validity_units: { refresh_token: 'hours' },
      },
      'access_token_validity and id_token_validity may not be longer than refresh_token_validity',
    ],
    [
      { auth_session_validity: 2 },
      'aws_cognito_user_pool_client.c.auth_session_validity takes 3 to 15; got 2',
    ],
    [
      {
        explicit_auth_flows: ['ALLOW_CUSTOM_AUTH'],
        refresh_token_rotation: { feature: 'ENABLED', retry_grace_period_seconds: 61 },
      },
      'refresh_token_rotation.retry_grace_period_seconds takes 0 to 60; got 61',
    ],
    [{ read_attributes: ['tier'] }, 'read_attributes: the pool has no attribute tier'],
    [
      { some_new_argument: 1 },
      'some_new_argument is not modelled by the local Cognito: leave it out of the inputs of npm start',
    ],
  ];
  for (const [args, message] of refusals) {
    it(`refuses ${JSON.stringify(args)}`, () => {
      expect(() => client(args)).to.throw(ConfigurationError, message);
    });
  }

  it('leaves out the clients of pools elsewhere', () => {
    expect(client({ user_pool_id: 'us-east-1_elsewhere' })).to.equal(undefined);
  });
});
