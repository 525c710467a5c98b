import type { GenerateMacRequest } from '@aws-sdk/client-kms';
import type { GenerateMac } from '../answers/epoch-key.ts';
import { send } from './send.ts';

/** KMS `GenerateMac` with HMAC_SHA_256. The wire form has base64 where the SDK's types have bytes. */
export const generateMac: GenerateMac = async (keyId, message) => {
  const input: Omit<GenerateMacRequest, 'Message'> & { Message: string } = {
    KeyId: keyId,
    MacAlgorithm: 'HMAC_SHA_256',
    Message: Buffer.from(message).toString('base64'),
  };
  const { Mac } = await send<{ Mac: string }>({ service: 'kms', target: 'TrentService.GenerateMac', input });
  return Buffer.from(Mac, 'base64');
};
