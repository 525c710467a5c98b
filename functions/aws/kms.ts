import type { GenerateMacRequest } from '@aws-sdk/client-kms';
import { regionOf } from './endpoint.ts';
import { AwsCallError, sendJson } from './send.ts';

/**
 * KMS `GenerateMac` with HMAC_SHA_256. The wire form has base64 where the SDK's types have bytes.
 *
 * @throws AwsCallError, for an answer without a whole MAC too: what is derived from less, others could derive
 */
export async function generateMac(keyId: string, message: string): Promise<Uint8Array> {
  const input: Omit<GenerateMacRequest, 'Message'> & { Message: string } = {
    KeyId: keyId,
    MacAlgorithm: 'HMAC_SHA_256',
    Message: Buffer.from(message).toString('base64'),
  };
  const { Mac } = await sendJson('kms', 'TrentService.GenerateMac', input, { region: regionOf(keyId) });
  const mac = Buffer.from(typeof Mac === 'string' ? Mac : '', 'base64');
  if (mac.length !== 32) throw new AwsCallError('InvalidResponse', 200, 'kms: there is no MAC of 32 bytes');
  return mac;
}
