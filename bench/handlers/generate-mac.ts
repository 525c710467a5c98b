import { generateMac } from '../../functions/aws/kms.ts';

/** One call of KMS, as our functions make it. */
export const handler = async (event: { readonly keyId: string; readonly message: string }): Promise<number> =>
  (await generateMac(event.keyId, event.message)).length;
