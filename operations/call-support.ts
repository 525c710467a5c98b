import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Arguments, Command } from './arguments.ts';

/** What a command needs of AWS; the region, credentials and endpoint are those of AWS's own tools. */
export interface Aws {
  /** Cognito's user name of somebody with this name, alias or address. */
  readonly userNameOf: (userPoolId: string, username: string) => Promise<string>;
  readonly invoke: (
    functionName: string,
    request: string,
  ) => Promise<{ readonly payload: string; readonly failed: boolean }>;
}

export function awsOfThisShell(): Aws {
  return {
    userNameOf: async (UserPoolId, Username) => {
      const cognito = new CognitoIdentityProviderClient({});
      const user = await cognito.send(new AdminGetUserCommand({ UserPoolId, Username }));
      return user.Username ?? Username;
    },
    invoke: async (FunctionName, request) => {
      const lambda = new LambdaClient({});
      const { Payload, FunctionError } = await lambda.send(
        new InvokeCommand({ FunctionName, Payload: Buffer.from(request) }),
      );
      return { payload: Buffer.from(Payload ?? []).toString(), failed: FunctionError !== undefined };
    },
  };
}

/** Calls the function. @throws Error with what it said of the request, or with the cure for what AWS said */
export async function callSupport({ action }: Command, args: Arguments, aws: Aws): Promise<unknown> {
  const { functionName, userPoolId, fields } = args;
  const username =
    args.username !== undefined && userPoolId !== undefined
      ? await withCure(aws.userNameOf(userPoolId, args.username))
      : args.username;
  const request = { action, ...(username !== undefined && { username }), ...fields };
  const { payload, failed } = await withCure(aws.invoke(functionName, JSON.stringify(request)));
  const answer: unknown = JSON.parse(payload);
  const { error, errorMessage } = Object(answer);
  if (failed || error !== undefined) throw new Error(String(error ?? errorMessage ?? payload));
  return answer;
}

const SIGN_IN = 'Sign in to AWS first, or set AWS_PROFILE.';
const SIGN_IN_AGAIN =
  'These credentials have expired: sign in to AWS again. Where this shell has AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, set all three anew.';

/**
 * Names of AWS's errors, and of the SDK's, with what to do.
 * https://docs.aws.amazon.com/lambda/latest/api/CommonErrors.html
 */
const cures: Readonly<Record<string, string>> = {
  AccessDeniedException:
    'Your role needs lambda:InvokeFunction on this one function, and cognito-idp:AdminGetUser on the pool for --user-pool-id: docs/operations.md, "A support case".',
  ResourceNotFoundException:
    'Is support_function_enabled on, and is this the account and region? Set AWS_PROFILE and AWS_REGION.',
  UserNotFoundException:
    'The pool has no such user: ask which address they sign in with. Nothing leads to sign-ins of a name that nobody has.',
  CredentialsProviderError: SIGN_IN,
  ExpiredTokenException: SIGN_IN_AGAIN,
  UnrecognizedClientException: SIGN_IN,
};

async function withCure<Result>(call: Promise<Result>): Promise<Result> {
  try {
    return await call;
  } catch (error) {
    const { name = '', message = String(error) } = Object(error);
    const cure = message === 'Region is missing' ? 'Set AWS_REGION.' : cures[name];
    throw new Error(cure ? `${message}\n${cure}` : message, { cause: error });
  }
}
