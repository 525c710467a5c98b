import { createHmac, randomBytes } from 'node:crypto';
import { AwsError, type Service } from '../aws-service.ts';
import type { HmacKey } from '../deployment.ts';
import { accountOf } from '../iam/request.ts';
import type { Iam } from './iam.ts';

export interface Kms {
  readonly service: Service;
  /** @param keyId ARN, id or alias; @throws AwsError when there is no such key */
  readonly generateMac: (keyId: string, message: Uint8Array) => Buffer;
}

/** Key material by ARN. */
export type KeyMaterial = Map<string, Buffer>;

/**
 * KMS with HMAC keys: `GenerateMac`.
 * @param material outlives a deployment; what a key lacks is made here, at random
 */
export function createKms(keys: readonly HmacKey[], iam: Iam, material: KeyMaterial = new Map()): Kms {
  for (const { arn } of keys) if (!material.has(arn)) material.set(arn, randomBytes(32));

  function find(keyId: string): HmacKey {
    const key = keys.find(
      ({ arn, aliases }) => arn === keyId || arn.endsWith(`:key/${keyId}`) || aliases.includes(keyId),
    );
    if (!key) throw new AwsError('NotFoundException', `Key '${keyId}' does not exist`);
    return key;
  }

  const generateMac = (keyId: string, message: Uint8Array) =>
    createHmac('sha256', material.get(find(keyId).arn) ?? '')
      .update(message)
      .digest();

  return {
    generateMac,
    service: {
      GenerateMac: ({ KeyId, Message, MacAlgorithm }, caller) => {
        if (typeof KeyId !== 'string' || typeof Message !== 'string') {
          throw new AwsError('ValidationException', 'KeyId and Message are required');
        }
        const key = find(KeyId);
        iam.authorize(caller, {
          action: 'kms:GenerateMac',
          resource: key.arn,
          context: {
            'kms:CallerAccount': accountOf(key.arn),
            ...(typeof MacAlgorithm === 'string' && { 'kms:MacAlgorithm': MacAlgorithm }),
            ...(KeyId.includes('alias/') && { 'kms:RequestAlias': KeyId.slice(KeyId.indexOf('alias/')) }),
          },
          resourcePolicy: { policy: key.policy, isRequired: true },
        });
        if (MacAlgorithm !== 'HMAC_SHA_256') {
          throw new AwsError(
            'InvalidKeyUsageException',
            `Algorithm ${MacAlgorithm} is incompatible with key spec HMAC_256.`,
          );
        }
        const mac = generateMac(key.arn, Buffer.from(Message, 'base64'));
        return { KeyId: key.arn, Mac: mac.toString('base64'), MacAlgorithm };
      },
    },
  };
}
