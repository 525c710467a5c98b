/**
 * A client of Cognito's SRP of our own: the clients of AWS take half a second of CPU for each password, and none of them
 * does a device alone. It shares no code with the server's side. Clients of AWS sign in in `test/loop/clients.test.ts`.
 */

import { createHash, createHmac, getDiffieHellman, hkdfSync, randomBytes } from 'node:crypto';

const N = BigInt(`0x${getDiffieHellman('modp15').getPrime('hex')}`);
const g = 2n;

function power(base: bigint, exponent: bigint): bigint {
  let [result, square] = [1n, base % N];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % N;
    square = (square * square) % N;
  }
  return result;
}

const pad = (value: bigint): Buffer => {
  const hex = value.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, 'hex');
};
const hash = (...parts: (Buffer | string)[]): bigint => {
  const sha256 = createHash('sha256');
  for (const part of parts) sha256.update(part);
  return BigInt(`0x${sha256.digest('hex')}`);
};
const k = hash(pad(N), pad(g));
const privateKey = (group: string, name: string, secret: string, salt: bigint) =>
  hash(pad(salt), createHash('sha256').update(`${group}${name}:${secret}`).digest());

/** A key that is agreed on with whoever has the verifier of `secret`. */
export function srpClient(group: string, name: string, secret: string) {
  const a = BigInt(`0x${randomBytes(32).toString('hex')}`);
  const A = power(g, a);
  return {
    SRP_A: A.toString(16),
    /**
     * What answers PASSWORD_VERIFIER and DEVICE_PASSWORD_VERIFIER.
     *
     * @param asked ChallengeParameters. The user name there takes precedence: somebody may have typed an alias
     */
    claim: (
      asked: Readonly<Record<string, string>>,
      TIMESTAMP = 'Fri Jan 2 03:04:05 UTC 2026',
    ): Record<string, string> => {
      const { SALT, SRP_B, SECRET_BLOCK = '', USER_ID_FOR_SRP = name } = asked;
      const [salt, B] = [BigInt(`0x${SALT}`), BigInt(`0x${SRP_B}`)];
      const u = hash(pad(A), pad(B));
      const x = privateKey(group, USER_ID_FOR_SRP, secret, salt);
      const S = power((((B - k * power(g, x)) % N) + N) % N, a + u * x);
      const key = Buffer.from(hkdfSync('sha256', pad(S), pad(u), 'Caldera Derived Key', 16));
      const mac = createHmac('sha256', key).update(`${group}${USER_ID_FOR_SRP}`);
      const signature = mac.update(Buffer.from(SECRET_BLOCK, 'base64')).update(TIMESTAMP);
      return {
        PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK,
        PASSWORD_CLAIM_SIGNATURE: signature.digest('base64'),
        TIMESTAMP,
      };
    },
  };
}

/** DeviceSecretVerifierConfig for the secret that a device makes up. */
export function deviceVerifier(groupKey: string, deviceKey: string, secret: string) {
  const salt = BigInt(`0x${randomBytes(16).toString('hex')}`);
  const verifier = power(g, privateKey(groupKey, deviceKey, secret, salt));
  return {
    PasswordVerifier: pad(verifier).toString('base64'),
    Salt: pad(salt).toString('base64'),
  };
}
