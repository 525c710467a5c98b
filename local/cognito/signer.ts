/** Signs and checks the pool's tokens: JWTs with RS256, as in the pool's JWKS. */

import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import { isObject, type Json, type JsonObject } from '../aws-service.ts';
import { parseJson } from './trigger-events.ts';

export interface Signer {
  sign(claims: JsonObject): string;
  /** The claims; 'malformed' or 'forged' where they are not ours. Expiry is the caller's to check. */
  verify(token: string): JsonObject | 'malformed' | 'forged';
  jwks(): JsonObject;
  /** What a later run begins with. */
  saved(): SavedKey;
}

export interface SavedKey {
  readonly kid: string;
  /** PEM, PKCS #8. */
  readonly privateKey: string;
}

export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export const rsaKeyPair = (): KeyPair => generateKeyPairSync('rsa', { modulusLength: 2048 });

/** The key is made at the first use: it takes some tenths of a second that starting up need not wait for. */
export function createSigner(makeKeyPair: () => KeyPair, saved?: SavedKey): Signer {
  let key: (KeyPair & { readonly kid: string }) | undefined = saved && {
    kid: saved.kid,
    privateKey: createPrivateKey(saved.privateKey),
    publicKey: createPublicKey(saved.privateKey),
  };
  const signingKey = () => {
    key ??= { kid: randomBytes(32).toString('base64'), ...makeKeyPair() };
    return key;
  };

  return {
    sign: claims => {
      const { kid, privateKey } = signingKey();
      const signed = `${encode({ kid, alg: 'RS256' })}.${encode(claims)}`;
      return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
    },
    verify: token => {
      const { kid, publicKey } = signingKey();
      const [head = '', body = '', signature = '', ...rest] = token.split('.');
      const [header, claims] = [decode(head), decode(body)];
      if (rest.length > 0 || !isObject(header) || !isObject(claims)) return 'malformed';
      if (header.alg !== 'RS256' || header.kid !== kid) return 'malformed';
      const genuine = verify(
        'sha256',
        Buffer.from(`${head}.${body}`),
        publicKey,
        Buffer.from(signature, 'base64url'),
      );
      return genuine ? claims : 'forged';
    },
    jwks: () => {
      const { kid, publicKey } = signingKey();
      const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
      return { keys: [{ alg: 'RS256', e, kid, kty: 'RSA', n, use: 'sig' }] };
    },
    saved: () => {
      const { kid, privateKey } = signingKey();
      return { kid, privateKey: String(privateKey.export({ type: 'pkcs8', format: 'pem' })) };
    },
  };
}

const encode = (value: JsonObject) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part: string): Json | undefined => parseJson(Buffer.from(part, 'base64url').toString());
