/** One sign-in as it is reported: from its first call to tokens or to the error that ends it. */

import { AwsError, type JsonObject } from '../../aws-service.ts';
import type { Context } from '../context.ts';

export interface SignIn {
  readonly id: string;
  /** As typed. */
  readonly username: string;
  readonly clientId: string;
  readonly status: 'open' | 'passed' | 'refused' | 'failed';
  /** What the client got instead of tokens or a challenge. */
  readonly error?: { readonly code: string; readonly message: string };
}

/** What says nothing of the user: a function, its answer or the pool is at fault. */
const FAILURES: readonly string[] = [
  'UnexpectedLambdaException',
  'UserLambdaValidationException',
  'InvalidLambdaResponseException',
  'InvalidParameterException',
];

/** Runs a call of a sign-in and reports its outcome. @param mendable errors after which the same Session goes on */
export async function reported(
  { onSignIn }: Context,
  signIn: Pick<SignIn, 'id' | 'username' | 'clientId'>,
  call: () => Promise<JsonObject>,
  mendable: readonly string[] = [],
): Promise<JsonObject> {
  onSignIn({ ...signIn, status: 'open' });
  try {
    const output = await call();
    if (output.AuthenticationResult) onSignIn({ ...signIn, status: 'passed' });
    return output;
  } catch (error) {
    const code = error instanceof AwsError ? error.code : 'InternalErrorException';
    const message = error instanceof AwsError ? error.message : 'Internal error.';
    const isFailure = !(error instanceof AwsError) || FAILURES.includes(code);
    if (!mendable.includes(code))
      onSignIn({ ...signIn, status: isFailure ? 'failed' : 'refused', error: { code, message } });
    throw error;
  }
}
