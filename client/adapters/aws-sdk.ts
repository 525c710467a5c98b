import {
  AssociateSoftwareTokenCommand,
  type CognitoIdentityProviderClient,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  RevokeTokenCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Transport } from '../transport.ts';
import { type CognitoOptions, cognitoTransport, type Operation, type Output } from './cognito.ts';

export type { CognitoOptions, SrpHelper } from './cognito.ts';

const COMMANDS: Readonly<Record<Operation, new (input: never) => object>> = {
  InitiateAuth: InitiateAuthCommand,
  RespondToAuthChallenge: RespondToAuthChallengeCommand,
  AssociateSoftwareToken: AssociateSoftwareTokenCommand,
  VerifySoftwareToken: VerifySoftwareTokenCommand,
  RevokeToken: RevokeTokenCommand,
};

/**
 * AWS SDK for JavaScript v3. Nothing is kept: the tokens are the page's. Make the client with `maxAttempts: 1`, or the SDK
 * repeats an answer whose response got lost, which Cognito refuses.
 */
export function awsSdkTransport(client: CognitoIdentityProviderClient, options: CognitoOptions): Transport {
  return cognitoTransport((operation, input, signal) => {
    const command = new COMMANDS[operation](input as never);
    const send = client.send.bind(client) as (command: object, options: object) => Promise<Output>;
    return send(command, signal ? { abortSignal: signal } : {});
  }, options);
}
