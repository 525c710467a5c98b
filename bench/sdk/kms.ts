import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { regionOf } from '../../functions/aws/endpoint.ts';
import type { GenerateMac } from '../../functions/question/epoch-key.ts';
import { clientsByRegion } from './clients.ts';

const client = clientsByRegion(configuration => new KMSClient(configuration));

/** `functions/aws/kms.ts`, by AWS's SDK. */
export const generateMac: GenerateMac = async (keyId, message) => {
  const { Mac } = await client(regionOf(keyId)).send(
    new GenerateMacCommand({
      KeyId: keyId,
      MacAlgorithm: 'HMAC_SHA_256',
      Message: Buffer.from(message),
    }),
  );
  if (Mac?.length !== 32) throw new Error('kms: there is no MAC of 32 bytes');
  return Mac;
};
