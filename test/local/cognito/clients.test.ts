import { expect } from 'chai';
import { createSecretHash } from 'cognito-srp-helper';
import { AwsError } from '../../../local/aws-service.ts';
import {
  type AuthFlow,
  clientById,
  hasSecret,
  requireFlow,
  requireSecretHash,
} from '../../../local/cognito/clients.ts';
import { deploymentWith, publicClient, secretClient } from './pool.ts';

const withFlows = (...explicitAuthFlows: string[]) => ({ ...publicClient, explicitAuthFlows });

describe('clientById', () => {
  it('refuses an unknown client as AWS does', () => {
    expect(() => clientById(deploymentWith(), 'nobody'))
      .to.throw(AwsError, 'User pool client nobody does not exist.')
      .with.property('code', 'ResourceNotFoundException');
  });
});

describe('requireFlow', () => {
  it('lets custom authentication and refresh through where the client allows them', () => {
    for (const flow of ['CUSTOM_AUTH', 'REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN'] as const) {
      expect(() => requireFlow(publicClient, flow, false)).not.to.throw();
    }
    expect(() => requireFlow(withFlows('CUSTOM_AUTH_FLOW_ONLY'), 'CUSTOM_AUTH', false)).not.to.throw();
  });

  it('takes a client without flows for one with those that AWS gives it', () => {
    expect(() => requireFlow(withFlows(), 'CUSTOM_AUTH', false)).not.to.throw();
    expect(() => requireFlow(withFlows(), 'USER_PASSWORD_AUTH', false)).to.throw(/not enabled/);
  });

  const refusals: [AuthFlow, boolean, string[], string][] = [
    ['CUSTOM_AUTH', false, ['ALLOW_REFRESH_TOKEN_AUTH'], 'CUSTOM_AUTH is not enabled for the client.'],
    ['USER_SRP_AUTH', false, ['ALLOW_CUSTOM_AUTH'], 'USER_SRP_AUTH is not enabled for the client.'],
    [
      'USER_PASSWORD_AUTH',
      false,
      ['ALLOW_CUSTOM_AUTH'],
      'USER_PASSWORD_AUTH flow not enabled for this client',
    ],
    ['USER_AUTH', false, ['ALLOW_CUSTOM_AUTH'], 'USER_AUTH flow not enabled for this client'],
    [
      'REFRESH_TOKEN_AUTH',
      false,
      ['ALLOW_CUSTOM_AUTH'],
      'REFRESH_TOKEN_AUTH flow not enabled for this client',
    ],
    ['ADMIN_USER_PASSWORD_AUTH', true, ['ALLOW_CUSTOM_AUTH'], 'Auth flow not enabled for this client'],
    [
      'ADMIN_USER_PASSWORD_AUTH',
      false,
      ['ALLOW_ADMIN_USER_PASSWORD_AUTH'],
      'Initiate Auth method not supported.',
    ],
  ];
  for (const [flow, admin, allowed, message] of refusals) {
    it(`refuses ${flow} with “${message}”`, () => {
      expect(() => requireFlow(withFlows(...allowed), flow, admin))
        .to.throw(AwsError)
        .that.includes({ code: 'InvalidParameterException', message });
    });
  }

  it('has no way around the challenges, even where the client allows one', () => {
    const all = withFlows(
      'ALLOW_USER_SRP_AUTH',
      'ALLOW_USER_PASSWORD_AUTH',
      'ALLOW_USER_AUTH',
      'ALLOW_ADMIN_USER_PASSWORD_AUTH',
    );
    for (const flow of [
      'USER_SRP_AUTH',
      'USER_PASSWORD_AUTH',
      'USER_AUTH',
      'ADMIN_USER_PASSWORD_AUTH',
    ] as const) {
      expect(() => requireFlow(all, flow, true)).to.throw(AwsError, `${flow} is not implemented`);
    }
  });
});

describe('requireSecretHash', () => {
  const hash = createSecretHash('alice', secretClient.id, 's3cret');

  it('accepts the hash over one of the names', () => {
    expect(() => requireSecretHash(secretClient, ['uuid', 'alice'], hash)).not.to.throw();
    expect(() => requireSecretHash(publicClient, ['alice'], undefined)).not.to.throw();
  });

  const refusals: [string, () => void, string][] = [
    [
      'none from a client with a secret',
      () => requireSecretHash(secretClient, ['alice'], undefined),
      'Client secretclient is configured with secret but SECRET_HASH was not received',
    ],
    [
      'one over another name',
      () => requireSecretHash(secretClient, ['bob'], hash),
      'SecretHash does not match for the client: secretclient',
    ],
    [
      'one made with another secret',
      () => requireSecretHash(secretClient, ['alice'], createSecretHash('alice', secretClient.id, 'other')),
      'SecretHash does not match for the client: secretclient',
    ],
    [
      'one from a client without a secret',
      () => requireSecretHash(publicClient, ['alice'], hash),
      'Unable to verify secret hash for client publicclient',
    ],
  ];
  for (const [name, call, message] of refusals) {
    it(`refuses ${name}`, () => {
      expect(call).to.throw(AwsError).that.includes({ code: 'NotAuthorizedException', message });
    });
  }
});

describe('hasSecret', () => {
  it('needs the very secret, and none where there is none', () => {
    expect(hasSecret(secretClient, 's3cret')).to.equal(true);
    expect(hasSecret(secretClient, 's3creT')).to.equal(false);
    expect(hasSecret(secretClient, undefined)).to.equal(false);
    expect(hasSecret(publicClient, undefined)).to.equal(true);
    expect(hasSecret(publicClient, 's3cret')).to.equal(false);
  });
});
