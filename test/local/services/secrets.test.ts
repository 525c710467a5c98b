import { expect } from 'chai';
import type { Caller, JsonObject } from '../../../local/aws-service.ts';
import type { Iam } from '../../../local/services/iam.ts';
import { createParameterStore } from '../../../local/services/parameter-store.ts';
import { createSecretsManager } from '../../../local/services/secrets-manager.ts';
import { allow, person, place, refusal, roleOf } from './caller.ts';

const SECRET = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:captcha/key-AbC123';
const PARAMETER = 'arn:aws:ssm:eu-central-1:123456789012:parameter/captcha/key';
const secrets = { [SECRET]: 's3cret', [PARAMETER]: 'p4rameter' };

describe('createSecretsManager', () => {
  const get = async (iam: Iam, caller: Caller, SecretId: string) =>
    createSecretsManager(secrets, iam).operations.GetSecretValue?.({ SecretId }, caller);

  it('gives a secret by ARN and by name, to a role that may have it', async () => {
    const { iam, caller } = roleOf(allow('secretsmanager:GetSecretValue', SECRET));
    for (const id of [SECRET, 'captcha/key']) {
      expect(await get(iam, caller, id)).to.include({ SecretString: 's3cret', Name: 'captcha/key' });
    }
  });

  it('refuses a role without the permission, whether there is such a secret or not', async () => {
    const { iam, caller } = roleOf();
    for (const id of [SECRET, `${SECRET}x`]) {
      expect((await refusal(() => get(iam, caller, id))).code).to.equal('AccessDeniedException');
    }
  });

  it('has no other secrets, and no parameters', async () => {
    for (const id of ['other', PARAMETER]) {
      expect((await refusal(() => get(roleOf().iam, person, id))).code).to.equal('ResourceNotFoundException');
    }
  });
});

describe('createParameterStore', () => {
  const get = async (iam: Iam, caller: Caller, input: JsonObject) => {
    const output = await createParameterStore(place, secrets, iam).operations.GetParameter?.(input, caller);
    return Object(output).Parameter as JsonObject;
  };

  it('gives a parameter by ARN and by name, to a role that may have it', async () => {
    const { iam, caller } = roleOf(allow('ssm:GetParameter', PARAMETER));
    for (const Name of [PARAMETER, '/captcha/key']) {
      const parameter = await get(iam, caller, { Name, WithDecryption: true });
      expect(parameter).to.include({ Value: 'p4rameter', Name: '/captcha/key' });
    }
  });

  it('decrypts only when it is asked to', async () => {
    expect((await get(roleOf().iam, person, { Name: PARAMETER })).Value).to.not.include('p4rameter');
  });

  it('refuses a role without the permission', async () => {
    const { iam, caller } = roleOf(allow('ssm:GetParameter', `${PARAMETER}/other`));
    expect((await refusal(() => get(iam, caller, { Name: PARAMETER }))).code).to.equal(
      'AccessDeniedException',
    );
  });

  it('has no other parameters, and no secrets', async () => {
    for (const Name of ['/other', SECRET]) {
      expect((await refusal(() => get(roleOf().iam, person, { Name }))).code).to.equal('ParameterNotFound');
    }
  });
});
