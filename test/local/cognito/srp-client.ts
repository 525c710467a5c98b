/**
 * A client of Cognito's SRP of our own: the clients of AWS take half a second for each password, and none of them does a
 * device alone. It shares no code with the server's side.
 */

import { createHash, createHmac, getDiffieHellman, hkdfSync, randomBytes } from 'node:crypto';
import type { JsonObject } from '../../../local/aws-service.ts';
import { begin, publicClient, type TestPool, userPoolId } from './pool.ts';

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
    /** What answers PASSWORD_VERIFIER and DEVICE_PASSWORD_VERIFIER. */
    claim: (asked: JsonObject, TIMESTAMP = 'Fri Jan 2 03:04:05 UTC 2026'): Record<string, string> => {
      const { SALT, SRP_B, SECRET_BLOCK = '' } = asked.ChallengeParameters as Record<string, string>;
      const [salt, B] = [BigInt(`0x${SALT}`), BigInt(`0x${SRP_B}`)];
      const u = hash(pad(A), pad(B));
      const x = privateKey(group, name, secret, salt);
      const S = power((((B - k * power(g, x)) % N) + N) % N, a + u * x);
      const key = Buffer.from(hkdfSync('sha256', pad(S), pad(u), 'Caldera Derived Key', 16));
      const mac = createHmac('sha256', key).update(`${group}${name}`);
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

/** Answers any challenge, at the public client. */
export const respond = (
  pool: TestPool,
  { ChallengeName = null, Session = null }: JsonObject,
  responses: Record<string, string>,
  USERNAME = 'alice',
): Promise<JsonObject> =>
  pool.call('RespondToAuthChallenge', {
    ClientId: publicClient.id,
    ChallengeName,
    Session,
    ChallengeResponses: { USERNAME, ...responses },
  });

/** InitiateAuth with SRP, and the right answer to PASSWORD_VERIFIER: what comes after the password. */
export async function passPassword(
  pool: TestPool,
  name: string,
  secret: string,
  more: { AuthParameters?: Record<string, string>; responses?: Record<string, string> } = {},
): Promise<JsonObject> {
  const client = srpClient(userPoolId.slice(userPoolId.indexOf('_') + 1), name, secret);
  const asked = await begin(pool, name, {
    AuthParameters: { CHALLENGE_NAME: 'SRP_A', SRP_A: client.SRP_A, ...more.AuthParameters },
  });
  return respond(pool, asked, { ...client.claim(asked), ...more.responses }, name);
}

/** The names of the entries that define saw last. */
export const entries = (pool: TestPool): string[] => {
  const define = pool.rounds.findLast(({ trigger }) => trigger === 'DefineAuthChallenge');
  const session = define?.request.session as { challengeName: string }[] | undefined;
  return session?.map(({ challengeName }) => challengeName) ?? [];
};
