import { expect } from 'chai';
import type { HmacKey } from '../../../local/deployment.ts';
import { parsePolicy } from '../../../local/iam/parse-policy.ts';
import { createKms } from '../../../local/services/kms.ts';
import { allow, fn, policyOf, refusal, roleOf, roleWith, type Statement } from './caller.ts';

const KEY = 'arn:aws:kms:eu-central-1:123456789012:key/k';
const ROOT = 'arn:aws:iam::123456789012:root';
const ACTION = 'kms:GenerateMac';
const to = (AWS: string, more: Statement = {}): Statement => ({
  ...{ Effect: 'Allow', Principal: { AWS }, Action: ACTION, Resource: '*' },
  ...more,
});

describe('createKms', () => {
  const generate = (
    { iam, caller }: ReturnType<typeof roleOf>,
    policy: Statement | Statement[],
    KeyId = KEY,
  ) => {
    const text = JSON.stringify({ Version: '2012-10-17', Statement: policy });
    const key: HmacKey = { arn: KEY, aliases: ['alias/answers'], policy: parsePolicy(text, 'resource') };
    const { service } = createKms([key], iam);
    return service.GenerateMac?.(
      { KeyId, Message: Buffer.from('m').toString('base64'), MacAlgorithm: 'HMAC_SHA_256' },
      caller,
    );
  };
  const permitted = roleOf(allow(ACTION, KEY));

  it('computes for a role that the key’s policy names, whatever its own policies say', async () => {
    expect(await generate(roleOf(), to(fn.roleArn))).to.include({ KeyId: KEY });
  });

  it('computes for a role whose own policies allow it, where the key leaves it to the account', async () => {
    await generate(permitted, to(ROOT));
    await generate(permitted, to('123456789012'));
    const error = await refusal(() => generate(roleOf(), to(ROOT)));
    expect(error.message).to.include('because no identity-based policy allows the kms:GenerateMac action');
  });

  it('computes for nobody that the key’s policy does not allow, whatever else does', async () => {
    for (const policy of [
      [],
      to(ROOT, { Action: 'kms:Describe*' }),
      to('arn:aws:iam::123456789012:role/x'),
    ]) {
      const error = await refusal(() => generate(permitted, policy));
      expect(error.message).to.include(
        `kms:GenerateMac on resource: ${KEY} because no resource-based policy allows the kms:GenerateMac action`,
      );
    }
  });

  it('computes for nobody that the key’s policy denies', async () => {
    const error = await refusal(() => generate(permitted, [to(ROOT), to('*', { Effect: 'Deny' })]));
    expect(error.message).to.include('with an explicit deny in a resource-based policy');
  });

  it('keeps a role that the key names within its permissions boundary', async () => {
    const bounded = roleWith([], { boundary: policyOf(allow('sns:*', '*')) });
    const error = await refusal(() => generate(bounded, to(fn.roleArn)));
    expect(error.message).to.include('because no permissions boundary allows');
  });

  const context: [key: string, value: string][] = [
    ['kms:MacAlgorithm', 'HMAC_SHA_256'],
    ['kms:CallerAccount', '123456789012'],
    ['kms:RequestAlias', 'alias/answers'],
  ];
  for (const [key, value] of context) {
    it(`tells policies ${key}`, async () => {
      const on = (expected: string) => to(fn.roleArn, { Condition: { StringEquals: { [key]: expected } } });
      await generate(roleOf(), on(value), 'alias/answers');
      await refusal(() => generate(roleOf(), on(`${value}x`), 'alias/answers'));
    });
  }

  it('is called by no service: a condition on one does not hold', async () => {
    const Condition = { StringLike: { 'kms:ViaService': '*' } };
    await refusal(() => generate(roleOf(), to(fn.roleArn, { Condition })));
  });
});
