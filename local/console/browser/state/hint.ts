import type { State } from '../../../../client/state.ts';
import type { Call, Snapshot } from '../../../watch/protocol.ts';

export interface Hint {
  readonly words: string;
  /** Right, as far as the server knows it. */
  readonly answer?: string;
}

/** What a developer may know of the question that is open, and its user has to find out. */
export function hint(signIn: State, { runs }: Pick<Snapshot, 'runs'>): Hint | undefined {
  if (signIn.at !== 'challenge' || signIn.challenge.name === 'proof_of_work') return undefined;
  if (signIn.challenge.name === 'human_check') return undefined;
  const asked = lastCreate(runs.at(-1)?.calls ?? []);
  const answer = asked && answerOf(asked);
  return answer === undefined
    ? { words: 'Only the function behind this challenge knows its answer.' }
    : { words: 'Only on this machine: the right answer.', answer };
}

const lastCreate = (calls: readonly Call[]): Call | undefined =>
  calls.findLast(({ role }) => role === 'CreateAuthChallenge');

/** What an external challenge leaves for its verify is often the answer, as in AWS's example. */
export function answerOf({ expectedAnswer, response }: Call): string | undefined {
  const { response: inner = response } = Object(response);
  const { answer, '.answer': own } = Object(Object(inner).privateChallengeParameters);
  return expectedAnswer ?? own ?? answer;
}
