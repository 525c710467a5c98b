import { createHash } from 'node:crypto';
import type { Challenge } from '../../functions/challenges/challenge.ts';
import { loadChallenges } from '../../functions/challenges/load.ts';
import type { TriggerEvent } from '../../functions/event/event.ts';
import { epochKeys } from '../../functions/question/epoch-key.ts';
import { isLong, lifetimeOf } from '../../functions/question/long-code.ts';
import { questionName } from '../../functions/question/nonce.ts';
import type { Question } from '../../functions/question/question.ts';
import { fromPrivateParameters, toQuestion } from '../../functions/question/question.ts';
import type { Settings } from '../../functions/settings/settings.ts';
import { codesOnly } from '../world.ts';
import type { Machine } from './machine.ts';
import type { Answer, Move } from './state.ts';

type Kept = Readonly<Record<string, string>>;

/** What clients type, and what it is an answer to. */
export interface Typist {
  readonly type: (
    move: Move,
    kept: Kept,
    linked: Kept | undefined,
    event: TriggerEvent,
    call: string,
  ) => Promise<{ readonly given: string; readonly answer: Answer } | undefined>;
}

/** Knows the right answers, as whoever reads the mailbox does. */
export async function typistFor({ settings }: Machine): Promise<Typist> {
  const epochKey = epochKeys(settings.keyId, codesOnly.generateMac);
  const challenges = await loadChallenges(settings, { ...codesOnly, now: () => 0 });

  /** The question that private parameters tell of. */
  function read(kept: Kept, event: TriggerEvent): { question: Question; challenge: Challenge } {
    const asked = fromPrivateParameters(kept);
    const question = asked && toQuestion(settings, asked, event, epochKey);
    const challenge = question && challenges.get(question.challenge);
    if (!question || !challenge) throw new Error('The private parameters tell of no question.');
    return { question, challenge };
  }

  const about = (question: Question, move: Move): Answer => ({
    move,
    question: questionName(question),
    until: question.issuedAt + lifetimeOf(question, question.step),
    isLong: isLong(question),
  });

  return {
    type: async (move, kept, linked, event, call) => {
      const { question, challenge } = read(kept, event);
      if (move.startsWith('link')) {
        if (!linked) return undefined;
        const other = read(linked, event);
        if (!other.challenge.questionOf) return undefined;
        return { given: await right(other.challenge, other.question), answer: about(other.question, move) };
      }
      const message = await challenge.message?.values(question);
      const code = (message?.code ?? (await right(challenge, question))).replaceAll(' ', '');
      return { given: move === 'right' ? code : wrongOne(call, code), answer: about(question, move) };
    },
  };
}

async function right(challenge: Challenge, question: Question): Promise<string> {
  if (!challenge.answer) throw new Error(`${question.challenge} has no answer that can be derived.`);
  return challenge.answer(question);
}

/** Another one for each call. */
function wrongOne(call: string, code: string): string {
  const digits = String(createHash('sha256').update(call).digest().readUInt32BE()).padStart(10, '0');
  const guess = digits.slice(-code.length);
  return guess === code ? guess.replace(/.$/, last => String((Number(last) + 1) % 10)) : guess;
}

/** The names of the questions that can no longer be answered, as the table has them. */
export function deadIn(
  items: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  { flow }: Settings,
): string[] {
  const most = Math.max(...flow.map(({ attempts }) => attempts));
  return Object.entries(items).flatMap(([id, { answered, attempts }]) => {
    const [, name] = /^question (.*)$/.exec(id) ?? [];
    if (name === undefined) return [];
    if (answered !== undefined) return [name];
    return Number(attempts) >= most ? [`${name} unless long`] : [];
  });
}
