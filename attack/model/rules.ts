import { messageId } from '../../functions/delivery/outgoing.ts';
import { maxGuesses } from '../../functions/question/long-code.ts';
import type { Settings } from '../../functions/settings/settings.ts';
import type { Answer, State, Verdict } from './state.ts';

/** Says what is wrong with a state; nothing where all is well. */
export type Rule = (state: State, context: Context) => string | undefined;

export interface Context {
  readonly settings: Settings;
  /** Epoch seconds. */
  readonly began: number;
  /** Wrong codes of this week, before that. */
  readonly guessed: number;
}

interface Given extends Answer {
  readonly call: string;
  readonly verdicts: readonly Verdict[];
}

const given = ({ facts }: State): Given[] =>
  Object.entries(facts.answers).map(([call, answer]) => ({ call, ...answer }));
const isRightOne = ({ move }: Answer) => move !== 'wrong';
const has = ({ verdicts }: Given, verdict: string) => verdicts.some(each => each.verdict === verdict);
const isJudged = (answer: Given) => has(answer, 'right') || has(answer, 'wrong');
const attemptsOf = ({ flow }: Settings) => Math.max(...flow.map(({ attempts }) => attempts));

/** Looked at in every state. */
export const rules: Readonly<Record<string, Rule>> = {
  'no more answers to a question are judged than it has attempts': (state, { settings }) => {
    const judged = given(state).filter(answer => isJudged(answer) && !answer.isLong && !isLink(answer));
    return over(perQuestion(judged), attemptsOf(settings));
  },

  'a question is answered rightly once': state =>
    over(perQuestion(given(state).filter(answer => has(answer, 'right'))), 1),

  'no more codes are guessed at than a user has guesses': (state, { settings, guessed }) => {
    const wrong = given(state).filter(answer => has(answer, 'wrong') && !answer.isLong);
    const most = Math.max(...settings.flow.map(maxGuesses));
    return wrong.length + guessed > most ? `${wrong.length} wrong ones of ${most} were judged` : undefined;
  },

  // In the order in which they came. A try may be too late for its question while the one before still works on it.
  'what was right once is right in the tries that follow': state => {
    const odd = given(state).find(({ verdicts }) => {
      const first = verdicts.findIndex(({ verdict }) => verdict === 'right');
      return first >= 0 && verdicts.slice(first).some(({ verdict }) => verdict !== 'right');
    });
    return odd && `${odd.call} came to ${odd.verdicts.map(({ verdict }) => verdict).join(', ')}`;
  },

  'a right answer that comes in time is right': (state, context) => {
    const all = given(state);
    const lost = all.find(answer => {
      const late = answer.verdicts.filter(
        ({ verdict, began }) => verdict !== 'right' && began < answer.until,
      );
      return isRightOne(answer) && late.length > 0 && !isExcused(answer, all, context);
    });
    return lost && `${lost.call} was right, and came to ${lost.verdicts.map(({ verdict }) => verdict)}`;
  },

  'a message goes out once': ({ facts }) => over(new Map(Object.entries(facts.sent)), 1),

  // A try that sleeps while the question of another one is used up asks another: that is a message of its own.
  'one call is one message': (state, { settings }) => {
    const isUsedUp = (id: string) => {
      const toIt = given(state).filter(({ question }) => id.startsWith(question));
      return toIt.some(isRightOne) || toIt.length >= attemptsOf(settings);
    };
    const twice = Object.entries(state.facts.handedOver).find(
      ([, ids]) => ids.filter(id => !isUsedUp(id)).length > 1,
    );
    return twice && `${twice[0]}: ${twice[1]}`;
  },

  'no more messages go out than the hours allow': (
    { facts, now, signIns },
    { settings: { delivery }, began },
  ) => {
    const hours = 1 + Math.floor((now - began) / 3600);
    const doors = new Set(signIns.map(({ door }) => door)).size || 1;
    const most = hours * doors * (delivery?.messagesPerHour ?? 0);
    const messages = new Set([...Object.keys(facts.sent), ...Object.values(facts.handedOver).flat()]).size;
    return messages > most ? `${messages} messages of ${most}` : undefined;
  },

  'the newest message is right in the session that asked for one': ({ facts }) => facts.staleOnes[0],

  'a dead question is not handed out': ({ facts }) => facts.deadOnes[0],

  'a message that was handed over goes out, in the end': ({ facts, running, queue }) => {
    const isOver = Object.values(queue).every(({ calls, hasFailed }) => calls > 0 && !hasFailed);
    if (!isOver || Object.keys(running).length > 0) return undefined;
    return Object.values(queue)
      .map(({ message }) => messageId(message))
      .find(id => !facts.sent[id] && !facts.uncertain.includes(id));
  },
};

const isLink = ({ move }: Answer) => move.startsWith('link');

/** Whether others may have used up the question, or the user's guesses, before an answer to it was judged. */
function isExcused(
  { call, question, isLong, move }: Given,
  all: readonly Given[],
  { settings, guessed }: Context,
): boolean {
  const others = all.filter(other => other.call !== call);
  const toIt = others.filter(other => other.question === question);
  if (toIt.some(isRightOne)) return true;
  if (isLong || isLink({ move } as Answer)) return false;
  const guesses = guessed + others.filter(other => !isRightOne(other) && !other.isLong).length;
  return toIt.length >= attemptsOf(settings) || guesses >= Math.max(...settings.flow.map(maxGuesses));
}

/** The right answer to one round, given twice, cannot be told from Cognito's second try at a call: it is one. */
function perQuestion(answers: readonly Given[]): ReadonlyMap<string, number> {
  const calls = new Set(
    answers.map(
      ({ question, call, move }) => `${question} ${move === 'wrong' ? call : call.replace(/\d+$/, '')}`,
    ),
  );
  const counts = new Map<string, number>();
  for (const call of calls) {
    const [question = ''] = call.split(' ');
    counts.set(question, (counts.get(question) ?? 0) + 1);
  }
  return counts;
}

function over(counts: ReadonlyMap<string, number>, most: number): string | undefined {
  const found = [...counts].find(([, number]) => number > most);
  return found && `${found[0]}: ${found[1]} of ${most}`;
}
