import { type Action, readAction } from '../functions/event/action.ts';
import type { SessionEntry } from '../functions/event/session-entry.ts';
import { type Decision, decide } from '../functions/flow/decide.ts';
import type { Step } from '../functions/settings/step.ts';
import { enumeratedFlows } from '../test/support/enumerated-flows.ts';
import { AFTER_PASSWORD, entry, metadataOf } from '../test/support/trigger-events.ts';
import { after, type Expected, type Rules, start } from './expected-sign-in.ts';
import { findings, type Part } from './part.ts';

/** What a client does with a question, and whether its answer would be right. */
const moves = [
  { letter: 'w', isRight: false },
  { letter: 'r', isRight: true },
  { letter: 'R', isRight: true, clientMetadata: { action: 'resend' } },
  { letter: 'W', isRight: false, clientMetadata: { action: 'resend', challenge: 'email_otp' } },
  { letter: 'S', isRight: true, clientMetadata: { challenge: 'sms_otp' } },
  { letter: 'E', isRight: true, clientMetadata: { challenge: '' } },
].map(move => ({ ...move, action: readAction(move.clientMetadata) }));

/** Who writes the rounds' metadata: our create, an operator's that writes AWS's name alone, or now one and now the other. */
const authors = ['ours', 'bare', 'mixed'] as const;
type Author = (typeof authors)[number];

/**
 * Everything that a client can do, move by move, with a Cognito in between that keeps the session as AWS describes it. What
 * should come of it is said by a count of wrong answers for each step, and nothing of what the code does.
 */
export const behaviours: Part = {
  name: 'behaviours',
  what: 'every run of right and wrong answers, resends and switches against a count of what they cost',
  run: async (log, size) => {
    const found = findings();
    const totals = { behaviours: 0, signIns: 0 };
    for (const [title, { flow, ...circumstances }] of Object.entries(enumeratedFlows)) {
      for (const author of authors) {
        const walked = walk(flow, author, circumstances, size === 'long' ? 8 : 5, text =>
          found.add(`${title}, ${author}: ${text}`),
        );
        totals.behaviours += walked.behaviours;
        totals.signIns += walked.signIns;
      }
      log(`${title}: ${totals.behaviours.toLocaleString('en')} behaviours so far`);
    }
    const { behaviours, signIns } = totals;
    return { figures: { behaviours, 'that signed in': signIns }, succeeded: found.list() };
  },
};

function walk(
  flow: readonly Step[],
  author: Author,
  circumstances: { srpTolerated?: boolean; ownCreate?: boolean },
  depth: number,
  report: (text: string) => void,
) {
  const steps = flow.filter(({ name }) => name !== 'password');
  const session: SessionEntry[] = steps.length < flow.length ? [...AFTER_PASSWORD] : [];
  const rules: Rules = { attempts: steps.map(({ attempts }) => attempts), isExact: author === 'ours' };
  const counts = { behaviours: 0, signIns: 0 };
  const visit = (path: string, decision: Decision<Step>, expected: Expected, asked?: string) => {
    counts.behaviours++;
    const problem = differs(decision, expected, steps, rules);
    if (problem) report(`${path}: ${problem}`);
    if (decision.next === 'tokens') counts.signIns++;
    if (decision.next !== 'ask' || problem || path.length === depth) return;
    for (const move of moves) {
      const challenge = wanted(decision.step, asked);
      const isBare = author === 'bare' || (author === 'mixed' && path.length % 2 === 1);
      // An action's answer is not judged, however right it is: that is verify's, and Cognito keeps a false.
      const isPassed = move.isRight && !move.action;
      const metadata = isBare
        ? `${challenge.toUpperCase()}_CHALLENGE`
        : metadataOf(decision.step.name, { challenge, spent: decision.spent });
      session.push(entry('CUSTOM_CHALLENGE', isPassed, metadata));
      const next = decide(flow, session, { ...circumstances, action: move.action });
      visit(path + move.letter, next, after(expected, rules, move), chosen(next, move.action, challenge));
      session.pop();
    }
  };
  visit('', decide(flow, session, circumstances), start(rules));
  return counts;
}

/** Where the two differ; for rounds that nobody counts, where more was given than the rules allow. */
function differs(decision: Decision, expected: Expected, steps: readonly Step[], { isExact }: Rules) {
  if (decision.next === 'tokens') return expected.end === 'tokens' ? undefined : 'tokens';
  if (decision.next === 'ask') {
    if (expected.end) return `asks, where the end is ${expected.end}`;
    if (decision.step !== steps[expected.step]) return `asks ${decision.step.name}`;
    return !isExact || decision.spent === expected.wrong ? undefined : `${decision.spent} are spent`;
  }
  return isExact && expected.end !== 'fail' ? `ends by ${JSON.stringify(decision)}` : undefined;
}

const wanted = ({ challenges }: Step, asked: string | undefined): string =>
  challenges.find(name => name === asked) ?? challenges[0];

/** What create asks next: the client's choice, else the same again. */
function chosen(next: Decision<Step>, action: Action | undefined, before: string): string {
  const isThere = next.next === 'ask' && next.step.challenges.some(name => name === action?.challenge);
  return isThere && action?.challenge ? action.challenge : before;
}
