import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { expect } from 'chai';
import type { Loop } from './loop.ts';

/** Checks ID and access token as a back end would: against the pool's published keys. */
export async function expectTokens(
  loop: Loop,
  idToken: string | undefined,
  accessToken: string | undefined,
  email = 'demo@example.com',
) {
  const { userPoolId } = loop.config;
  const jwks = await (await fetch(`${loop.endpoint}/${userPoolId}/.well-known/jwks.json`)).json();
  const verifiers = (['id', 'access'] as const).map(tokenUse =>
    CognitoJwtVerifier.create({ userPoolId, clientId: loop.clientId, tokenUse }),
  );
  for (const verifier of verifiers) verifier.cacheJwks(jwks as Parameters<typeof verifier.cacheJwks>[0]);
  const [id, access] = await Promise.all([
    verifiers[0]?.verify(idToken ?? ''),
    verifiers[1]?.verify(accessToken ?? ''),
  ]);
  expect(id?.email).to.equal(email);
  expect(access?.sub).to.equal(id?.sub);
}

/** The error that a promise is rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<Error> {
  const outcome = await promise.then(
    value => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('error' in outcome && outcome.error instanceof Error) return outcome.error;
  throw new Error(
    `Expected a rejection, got ${JSON.stringify('value' in outcome ? outcome.value : outcome.error)}.`,
  );
}
