import type { Asked } from './client/sign-in.ts';
import type { ConfigurationName } from './deploy/configurations.ts';
import type { Json } from './json.ts';
import { notHere } from './not-here.ts';
import type { Stage } from './stage.ts';

/** Something that is tried on a stage: a sign-in that has to end as it should, or a question that AWS answers. */
export interface Scenario {
  /** Unique, and what a record and a replay know it by. */
  readonly name: string;
  /** A flow fails where it ends otherwise than it should; a question takes whatever it is told. */
  readonly kind: 'flow' | 'question';
  readonly on: ConfigurationName;
  /** In a sentence. */
  readonly asks: string;
  /** The answer is all: what it was made of is chance, or too much for a record. */
  readonly answerOnly?: true;
  /** @returns what a flow came to, or the answer: short, and without a value of this run alone */
  readonly run: (stage: Stage) => Promise<Json>;
}

/** @throws Error that says what should have been */
export function expectThat(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(`Expected ${what}.`);
}

/** What Cognito said to a call, in short: the challenge that it asked, `tokens`, or an error with its wording. */
export async function told(call: Promise<Asked>): Promise<Json> {
  try {
    const asked = await call;
    return asked.AuthenticationResult ? 'tokens' : (asked.ChallengeName ?? 'nothing');
  } catch (error) {
    return toldError(error);
  }
}

/** @throws what is not an answer of Cognito's: no connection, a fault of ours, something that the local one has not */
export function toldError(error: unknown): Json {
  if (!(error instanceof Error) || !('$metadata' in error) || notHere(error)) throw error;
  return { error: error.name, message: error.message };
}

/** @throws Error where the sign-in is not through */
export function expectTokens(asked: Asked): void {
  const { AccessToken, IdToken, RefreshToken } = asked.AuthenticationResult ?? {};
  expectThat(AccessToken && IdToken && RefreshToken, `three tokens, not ${asked.ChallengeName ?? 'nothing'}`);
}

/** @throws Error where something else, or nothing, is asked */
export function expectAsked(asked: Asked, challengeName: string): Asked {
  expectThat(
    asked.ChallengeName === challengeName,
    `${challengeName}, not ${asked.ChallengeName ?? 'tokens'}`,
  );
  return asked;
}

/** The error that a call ends with. @throws Error where it succeeds */
export async function expectError(call: Promise<Asked>, name: string): Promise<void> {
  const error = await call.then(
    asked => new Error(asked.ChallengeName ?? 'tokens'),
    (error: unknown) => error as Error,
  );
  expectThat(error.name === name, `${name}, not ${error.name}: ${error.message}`);
}
