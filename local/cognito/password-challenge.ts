/** PASSWORD_VERIFIER: what Cognito sends, and whether the answer proves the password. */

import { randomBytes, timingSafeEqual } from 'node:crypto';
import { invalidParameter, missingParameter } from './errors.ts';
import { claimSignature, type Exchange, type PasswordVerifier, publicValue, sharedKey } from './srp.ts';

export interface PasswordChallenge {
  readonly name: 'PASSWORD_VERIFIER';
  readonly exchange: Exchange;
  /** base64 */
  readonly secretBlock: string;
}

export function createPasswordChallenge(A: bigint, verifier: bigint, secretBlock: string): PasswordChallenge {
  // 256 random bits suffice for a group of 3072.
  const b = BigInt(`0x${randomBytes(32).toString('hex')}`);
  return {
    name: 'PASSWORD_VERIFIER',
    exchange: { A, b, B: publicValue(verifier, b), verifier },
    secretBlock,
  };
}

export const passwordChallengeParameters = (
  { exchange, secretBlock }: PasswordChallenge,
  { salt }: PasswordVerifier,
  userId: string,
): Record<string, string> => ({
  SALT: salt.toString(16),
  SECRET_BLOCK: secretBlock,
  SRP_B: exchange.B.toString(16),
  USERNAME: userId,
  USER_ID_FOR_SRP: userId,
});

/** `Tue Sep 5 08:04:09 UTC 2017`, as the clients of AWS write it. */
const timestampFormat =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (0?[1-9]|[12]\d|3[01]) ([01]\d|2[0-3])(:[0-5]\d){2} UTC \d{4}$/;

export interface PasswordClaim {
  readonly secretBlock: string;
  readonly signature: string;
  readonly timestamp: string;
}

/** @throws InvalidParameterException */
export function readPasswordClaim(responses: Readonly<Record<string, string>>): PasswordClaim {
  const need = (name: string) => {
    const value = responses[name];
    if (value === undefined) throw missingParameter(name);
    return value;
  };
  const claim = {
    secretBlock: need('PASSWORD_CLAIM_SECRET_BLOCK'),
    signature: need('PASSWORD_CLAIM_SIGNATURE'),
    timestamp: need('TIMESTAMP'),
  };
  if (!timestampFormat.test(claim.timestamp))
    throw invalidParameter('TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.');
  return claim;
}

export function provesPassword(
  challenge: PasswordChallenge,
  claim: PasswordClaim,
  user: { poolName: string; userId: string },
): boolean {
  // The signature covers the block, so that an answer fits one challenge only.
  if (claim.secretBlock !== challenge.secretBlock) return false;
  const key = sharedKey(challenge.exchange);
  if (!key) return false;
  const expected = claimSignature(key, {
    ...user,
    secretBlock: claim.secretBlock,
    timestamp: claim.timestamp,
  });
  const given = Buffer.from(claim.signature, 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
