import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';

const kms = new KMSClient();

/** The same call with AWS's SDK, with its default settings. */
export const handler = async (event: {
  readonly keyId: string;
  readonly message: string;
}): Promise<number> => {
  const { Mac } = await kms.send(
    new GenerateMacCommand({
      KeyId: event.keyId,
      MacAlgorithm: 'HMAC_SHA_256',
      Message: Buffer.from(event.message),
    }),
  );
  return Mac?.length ?? 0;
};
