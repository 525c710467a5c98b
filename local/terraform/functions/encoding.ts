/** Encodings and digests of strings. */

import { createHash } from 'node:crypto';
import { ExpressionError } from '../errors.ts';
import { fn, string } from './signature.ts';

const hex = (algorithm: string) => fn([string], text => createHash(algorithm).update(text).digest('hex'));

/** @throws ExpressionError for bytes that are not UTF-8: Terraform's strings cannot hold them */
export function utf8Text(bytes: Uint8Array, what: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new ExpressionError(`${what} is not valid UTF-8`, { cause: error });
  }
}

function decodeBase64(text: string): string {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) {
    throw new ExpressionError(`failed to decode base64 data ${JSON.stringify(text)}`);
  }
  return utf8Text(Buffer.from(text, 'base64'), 'the result of decoding the provided string');
}

/** For a query: a blank is `+`, and only letters, digits and `-_.~` stay. */
const encodeUrl = (text: string): string =>
  encodeURIComponent(text)
    .replaceAll('%20', '+')
    .replace(/[!'()*]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

export const encodingFunctions = {
  base64encode: fn([string], text => Buffer.from(text).toString('base64')),
  base64decode: fn([string], decodeBase64),
  base64sha256: fn([string], text => createHash('sha256').update(text).digest('base64')),
  md5: hex('md5'),
  sha1: hex('sha1'),
  sha256: hex('sha256'),
  urlencode: fn([string], encodeUrl),
};
