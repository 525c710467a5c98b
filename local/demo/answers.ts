import { createHash } from 'node:crypto';

/** Public parameters of a challenge, by name. */
type Parameters = Readonly<Record<string, string>>;

/** As much of `/local/rounds` as is read here. */
interface Round {
  readonly trigger: string;
  readonly response: { readonly privateChallengeParameters?: Parameters } | null;
  readonly expectedAnswer?: string;
}

/**
 * The right answer to the challenge that was asked last. A person reads it in the picture or the message; this program
 * works it out as a client does, or asks the local server.
 *
 * @throws Error that says why there is none
 */
export async function rightAnswer(endpoint: string, asked: Parameters): Promise<string> {
  const { challenge, prefix = '', difficulty } = asked;
  if (challenge === 'proof_of_work') return solve(prefix, Number(difficulty));
  if (challenge === 'human_check') {
    throw new Error(`human_check needs a person and ${asked.provider}: sign in with your own client.`);
  }
  const rounds = (await (await fetch(`${endpoint}/local/rounds`)).json()) as Round[];
  const round = rounds.findLast(({ trigger }) => trigger === 'CreateAuthChallenge');
  // What an external challenge leaves for its verify is often the answer, as in AWS's example.
  const { answer, '.answer': own } = round?.response?.privateChallengeParameters ?? {};
  const right = round?.expectedAnswer ?? own ?? answer;
  if (right === undefined)
    throw new Error(`Only the function of ${challenge} knows its answer: sign in with your own client.`);
  return right;
}

/** Finds a suffix for which SHA-256 of prefix and suffix begins with so many zero bits, up to 32. */
export function solve(prefix: string, difficulty: number): string {
  for (let suffix = 0; ; suffix++) {
    const digest = createHash('sha256').update(`${prefix}${suffix}`).digest();
    if (Math.clz32(digest.readUInt32BE()) >= difficulty) return String(suffix);
  }
}
