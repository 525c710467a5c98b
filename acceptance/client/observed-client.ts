import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { Target } from '../aws/call.ts';
import { isObject, type Json } from '../json.ts';

/** A call of the Cognito API and what came of it. */
export interface Exchange {
  readonly call: string;
  readonly input: Json;
  readonly output?: Json;
  readonly error?: { readonly name: string; readonly message: string; readonly status: number };
}

/**
 * AWS's SDK, with every call told to `observe`. Each is made once: a call that the SDK repeated would look like one
 * that Cognito made.
 */
export function observedClient(
  { endpoint, ...target }: Target,
  observe: (exchange: Exchange) => void,
): CognitoIdentityProviderClient {
  const client = new CognitoIdentityProviderClient({
    ...target,
    ...(endpoint && { endpoint }),
    maxAttempts: 1,
  });
  client.middlewareStack.add(
    (next, context) => async args => {
      const call = (context.commandName ?? '').replace(/Command$/, '');
      const input = plain(args.input);
      try {
        const result = await next(args);
        const { $metadata: _, ...output } = result.output;
        observe({ call, input, output: plain(output) });
        return result;
      } catch (error) {
        if (error instanceof Error) {
          const { name, message } = error;
          observe({ call, input, error: { name, message, status: statusOf(error) } });
        }
        throw error;
      }
    },
    { step: 'initialize', name: 'observe' },
  );
  return client;
}

const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null));

function statusOf(error: Error): number {
  const { $metadata: metadata } = error as { $metadata?: unknown };
  return isObject(metadata) ? Number(metadata.httpStatusCode ?? 0) : 0;
}
