import type { Tokens } from './state.ts';

/** What a library carries between the kit and Cognito. An adapter is one of these; so is a fake in a test. */
export interface Transport {
  /** InitiateAuth, up to the first question that is not the password's (SRP). */
  start(options: StartOptions): Promise<Reply>;
  /** RespondToAuthChallenge. */
  respond(pending: Pending, answer: string, options: CallOptions): Promise<Reply>;
  /** Revokes the tokens, and takes them from where the library keeps them. */
  signOut(tokens: Tokens): Promise<void>;
  /** The tokens of a user that the library keeps for all tabs. Left out where it keeps none. */
  stored?(username: string): Promise<Tokens | undefined>;
  /** How long after its last round a sign-in goes on in a reloaded tab, if the library limits that. */
  readonly resumableForMs?: number;
}

export interface CallOptions {
  readonly clientMetadata: Readonly<Record<string, string>>;
  /** Aborted when the sign-in is abandoned: tokens that come after that are to be forgotten. */
  readonly signal: AbortSignal;
}

export interface StartOptions extends CallOptions {
  readonly username: string;
  readonly password?: string;
}

/** Tokens, or what Cognito asks next. */
export type Reply = { readonly tokens: Tokens } | Asked;

export interface Asked extends Pending {
  /** `ChallengeParameters`, as they came. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** What an answer needs. It is all that a reloaded tab keeps besides the question. */
export interface Pending {
  /** Cognito's `ChallengeName`. */
  readonly challengeName: string;
  /** Cognito's own name for the user, not what was typed. */
  readonly username: string;
  /** Left out where the library keeps it. */
  readonly session?: string;
}
