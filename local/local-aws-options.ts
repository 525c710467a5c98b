import type { JsonObject } from './aws-service.ts';
import type { Round } from './cognito/cognito.ts';
import type { Choices } from './cognito/context.ts';
import type { KeyPair } from './cognito/signer.ts';
import type { Deployment } from './deployment.ts';
import type { ExternalFunctions } from './external-functions.ts';
import type { HttpAnswer, HttpRequest, Protocol } from './http/protocol.ts';
import type { EventQueueOptions, Failure } from './services/event-queue.ts';
import type { AllowedCall } from './services/iam.ts';
import type { SentMessage } from './services/outbox.ts';
import type { SecretTexts } from './services/secrets-manager.ts';
import type { SesAccount } from './services/ses-requests.ts';
import type { Message, NewUser } from './watch/protocol.ts';

export interface LocalAwsOptions {
  readonly deployment: Deployment;
  /** The module's inputs that it was made of. @default none, so that nothing can be told of them */
  readonly inputs?: JsonObject;
  /**
   * Makes a deployment of other inputs, or of the same again: what was built may have changed since.
   * @throws Error as Terraform would word it. @default the inputs stay as they are
   */
  readonly deploy?: (inputs: JsonObject) => Promise<Deployment>;
  /** The user who is there from the start: a fixed password, or none at all. @default one with a password of this run */
  readonly demo?: { readonly password?: string } | false;
  /** Users who are there from the start, and again after a reset. */
  readonly users?: readonly NewUser[];
  /** A folder for users, grants, keys and the ledger, where the next run finds them. @default all is forgotten */
  readonly state?: string;
  /** The console's pages: asked first for `GET /`, `/kit` and `/console/*`. @param messages those that were sent */
  readonly pages?: (messages: () => readonly Message[]) => Protocol;
  /** 0 or nothing for any free port. */
  readonly port?: number;
  /** Epoch milliseconds; the clock of Cognito, not of the functions. */
  readonly now?: () => number;
  /** The same of the functions, where they do not have this machine's: CloudWatch counts by it what they tell. */
  readonly functionsNow?: () => number;
  /** How long Cognito waits for a trigger: 5000 as on AWS. */
  readonly triggerTimeoutMs?: number;
  /** How often Cognito calls a trigger that does not answer in time. @default 3 */
  readonly triggerCalls?: number;
  /** What Cognito does where AWS's documentation leaves it open. */
  readonly choices?: Partial<Choices>;
  /** Makes the RSA keys that sign the tokens. @default new ones at the first token */
  readonly makeKeyPair?: () => KeyPair;
  /**
   * `iss` of the tokens. `aws`: the address that they have on AWS, which verifiers made for Cognito require. `local`: the
   * pool's address on this server, for libraries that discover an issuer by `/.well-known/openid-configuration`.
   * @default 'aws'
   */
  readonly issuer?: 'aws' | 'local';
  /** How long Lambda waits before it calls a function again that failed: one minute and two, as on AWS. */
  readonly retryWaitsMs?: EventQueueOptions['retryWaitsMs'];
  /** Functions that the deployment calls and does not have, by ARN. */
  readonly externalFunctions?: ExternalFunctions;
  /** Texts of secrets and parameters by ARN. */
  readonly secrets?: SecretTexts;
  /** Origins of pages that may sign in here, besides those on loopback. */
  readonly allowedOrigins?: readonly string[];
  /** The account's SES. */
  readonly ses?: SesAccount;
  readonly onRound?: (round: Round) => void;
  readonly onMessage?: (message: SentMessage) => void;
  /** An event that Lambda gave up. */
  readonly onFailure?: (failure: Failure) => void;
  /** Something that a function did, as its role allows. */
  readonly onAllowed?: (call: AllowedCall) => void;
  /** Every request, and what was answered to it. */
  readonly onExchange?: (request: HttpRequest, answer: HttpAnswer) => void;
  /** A line that a function logged. */
  readonly onLog?: (functionName: string, line: string) => void;
}
