import { createHash, createHmac } from 'node:crypto';
import type { ReceivedRequest } from './aws-server.ts';

/**
 * The signature that a request should carry, by AWS Signature Version 4, from the request as it was received and the
 * secret key. Written from the specification, apart from the library that signs.
 */
export function expectedAuthorization(
  { method, path, headers, body }: ReceivedRequest,
  secretKey: string,
): string {
  const [, accessKey, day, region, service, signedHeaders] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([\w-]+)\/([\w-]+)\/aws4_request, SignedHeaders=([\w;-]+), Signature=/.exec(
      headers.authorization ?? '',
    ) ?? [];
  if (!accessKey || !day || !region || !service || !signedHeaders) throw new Error('no Authorization header');
  const names = signedHeaders.split(';');
  const canonicalRequest = [
    method,
    // Every service but S3 encodes the path once more, as it came.
    path.split('/').map(encodeURIComponent).join('/'),
    '',
    ...names.map(name => `${name}:${headers[name]}`),
    '',
    signedHeaders,
    sha256(body),
  ].join('\n');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonicalRequest)].join('\n');
  const key = [day, region, service, 'aws4_request'].reduce<Buffer>(hmac, Buffer.from(`AWS4${secretKey}`));
  const signature = hmac(key, toSign).toString('hex');
  return `AWS4-HMAC-SHA256 Credential=${accessKey}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
