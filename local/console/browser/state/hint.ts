import type { ChallengeState, State } from '../../../../client/state.ts';
import type { Call, Run, Snapshot } from '../../../watch/protocol.ts';

export interface Hint {
  readonly words: string;
  /** Right, as far as the server knows it. */
  readonly answer?: string;
}

/** What a developer may know of the question that is open, and its user has to find out. */
export function hint(signIn: State, { runs }: Pick<Snapshot, 'runs'>): Hint | undefined {
  if (signIn.at !== 'challenge' || signIn.challenge.name === 'proof_of_work') return undefined;
  if (signIn.challenge.name === 'human_check') return undefined;
  const asked = callOf(signIn, runs);
  if (!asked) return undefined;
  const answer = answerOf(asked);
  return answer === undefined
    ? { words: 'Only the function behind this challenge knows its answer.' }
    : { words: 'On this machine only: the right answer', answer };
}

/** The call that asked the question which is shown. The server may tell of it after the client has its response. */
export function callOf(
  { challenge, step, attemptsRemaining }: ChallengeState,
  runs: readonly Run[],
): Call | undefined {
  const name = challenge.name === 'external' ? challenge.challenge : challenge.name;
  const shown = { challenge: name, step: String(step), attemptsRemaining: String(attemptsRemaining) };
  return runs
    .at(-1)
    ?.calls.findLast(
      ({ role, response }) => role === 'CreateAuthChallenge' && isSame(shown, publicParameters(response)),
    );
}

/** A create function of somebody's own need not tell them all. */
const isSame = (shown: Readonly<Record<string, string>>, told: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(shown).every(([name, value]) => told[name] === undefined || told[name] === value);

function publicParameters(json: unknown): Record<string, unknown> {
  const { response = json } = Object(json);
  return Object(Object(response).publicChallengeParameters);
}

/** What an external challenge leaves for its verify is often the answer, as in AWS's example. */
export function answerOf({ expectedAnswer, response }: Call): string | undefined {
  const { response: inner = response } = Object(response);
  const { answer, '.answer': own } = Object(Object(inner).privateChallengeParameters);
  return expectedAnswer ?? own ?? answer;
}
