import type { VerifyAuthChallengeResponseTriggerEvent } from 'aws-lambda';
import type { Challenge, World } from '../challenges/challenge.ts';
import { loadChallenges } from '../challenges/load.ts';
import type { TriggerEvent } from '../event/event.ts';
import { stepsFor } from '../flow/next.ts';
import { type CountedAnswer, type Judged, type Ledger, REPEAT_SECONDS, UNLIMITED } from '../ledger/ledger.ts';
import { countMetric } from '../metrics.ts';
import { equal } from '../question/compare.ts';
import { epochKeys } from '../question/epoch-key.ts';
import { expiryOf, isLong } from '../question/long-code.ts';
import { callName, questionName } from '../question/nonce.ts';
import type { Question } from '../question/question.ts';
import { fromPrivateParameters, toQuestion } from '../question/question.ts';
import { askerName, guessedName, pseudonyms } from '../question/stable-key.ts';
import type { Parameters } from '../records.ts';
import { readStrings } from '../records.ts';
import { precedesProof } from '../settings/flow.ts';
import type { Settings } from '../settings/settings.ts';
import { CLOCK_SKEW_SECONDS } from '../time.ts';
import { toTheEnd } from '../to-the-end.ts';
import { countGuess } from './count-guess.ts';

type Response = VerifyAuthChallengeResponseTriggerEvent['response'];

export interface VerifyWorld extends World {
  readonly ledger: Ledger;
}

/** Longer than any answer there is: the tokens of CAPTCHA services are the longest. */
const MAX_ANSWER_LENGTH = 8192;

/** An answer, with what it was given to. */
interface Answered {
  readonly question: Question;
  readonly challenge: Challenge;
  readonly asked: { readonly kept: Parameters };
  readonly given: string;
}

/** Which call it is, and when. */
type Call = Pick<CountedAnswer, 'call' | 'now'>;

type Verdict =
  | 'right'
  | 'wrong'
  | 'expired'
  | 'malformed'
  | 'not an answer'
  | 'not a step of the flow'
  | 'too many answers'
  | 'no such user';

/** In metrics of an answer to no question of the flow. No step has this name. */
const NONE = '-';

const REFUSED: Judged = { outcome: 'refused', isRight: false };

/**
 * Is the answer right? Whatever cannot be judged is not. An unknown user's answer is judged like any other, so that
 * it takes as long.
 */
export async function verifyAnswer(settings: Settings, world: VerifyWorld) {
  const { ledger } = world;
  const epochKey = epochKeys(settings.keyId, world.generateMac);
  const pseudonym = pseudonyms(settings.keyId, world.generateMac);
  const challenges = await loadChallenges(settings, world);

  /**
   * Whether a message with the question went to the asker. That the key bears an answer out is not enough where the
   * answer brings its own nonce: who once had KMS make the key of an hour to come could make such answers for that hour.
   */
  async function wasSent({ step, challenge, event }: Question, name: string): Promise<boolean> {
    const isSent = await ledger.wasSent(await askerName(pseudonym, event, step.name, challenge), name);
    const { trace } = event;
    if (!isSent) console.warn({ message: 'A link is signed, but no ledger knows that it was sent.', trace });
    return isSent;
  }

  /**
   * Whose codes may be guessed at. From the event, not from what create left: whoever may invoke verify would have it
   * count for anybody.
   */
  const userOf = async ({ challenge, question }: Answered) =>
    challenge.message && (await guessedName(pseudonym, question.event));

  /** Judges, and counts before anybody learns the verdict. @param judged the question asked, or the one that the answer names */
  async function count(answered: Answered, judged: Question, call: Call): Promise<Judged> {
    const { question, challenge, asked, given } = answered;
    const [own, name] = [questionName(question), questionName(judged)];
    // At a cold start each asks KMS.
    const [isBorneOut, user] = await toTheEnd([
      challenge.verify(judged, given, asked.kept),
      userOf(answered),
    ]);
    const isRight = isBorneOut && (name === own || (await wasSent(judged, name)));
    const { step } = question;
    // What an answer says of itself is worth nothing unless it is right: a wrong one counts for the question asked.
    const counted = isRight ? judged : question;
    const isUnlimited = (isRight && judged !== question) || isLong(question);
    // Nothing to count, and nothing to remember: it is wrong again when it is given again.
    if (isUnlimited && !isRight) return { outcome: 'counted', isRight };
    const answer = {
      ...call,
      question: isRight ? name : own,
      isRight,
      max: isUnlimited ? UNLIMITED : challenge.isKept ? step.attempts : 1,
      expiresAt: expiryOf(counted),
    };
    const [verdict, mayBeReleased] = await Promise.all([
      ledger.countAnswer(answer),
      countGuess({ ...call, user, isRight, isNamed: judged !== question }, question, world),
    ]);
    return mayBeReleased ? verdict : REFUSED;
  }

  /** What a right answer before has come to: too late for its question, and still not for what may have been guessed. */
  async function repeated(answered: Answered, judged: Question, call: Call): Promise<Judged> {
    const { question } = answered;
    const guess = { ...call, user: await userOf(answered), isRight: true, isNamed: judged !== question };
    const mayBeReleased = await countGuess(guess, question, world);
    return mayBeReleased ? { outcome: 'repeated', isRight: true } : REFUSED;
  }

  function open(event: TriggerEvent) {
    const parameters = readStrings(event.request.privateChallengeParameters);
    const asked = parameters && fromPrivateParameters(parameters);
    return { event, parameters, asked, question: asked && toQuestion(settings, asked, event, epochKey) };
  }

  async function judge({ event, parameters, asked, question }: ReturnType<typeof open>): Promise<Verdict> {
    // Otherwise a resend, which costs no attempt, would be a free guess.
    if (event.action) return 'not an answer';
    const given = event.request.challengeAnswer;
    if (!parameters || typeof given !== 'string' || given === '' || given.length > MAX_ANSWER_LENGTH)
      return 'malformed';
    // The operator's own create function leaves the answer itself, as in AWS's example.
    if (!asked) return equal(given, parameters.answer ?? '') && !event.userNotFound ? 'right' : 'wrong';

    const challenge = question && challenges.get(question.challenge);
    if (!question || !challenge) return 'not a step of the flow';
    const judged = challenge.questionOf?.(question, given) ?? question;
    // Before anything is derived: otherwise an answer could name any hour, and make KMS work for it.
    const seconds = world.now() / 1000;
    const late = seconds - expiryOf(judged);
    if (seconds < judged.issuedAt - CLOCK_SKEW_SECONDS || late > REPEAT_SECONDS) return 'expired';

    const call = { call: callName(asked, given), now: Math.floor(seconds) };
    // Cognito's second try at a call may come when the time is up; what the first came to holds.
    const wasRight = late > 0 && (await ledger.wasRight({ ...call, question: questionName(judged) }));
    if (late > 0 && !wasRight) return 'expired';
    const answered = { question, challenge, asked, given };
    const { outcome, isRight } = wasRight
      ? await repeated(answered, judged, call)
      : await count(answered, judged, call);
    if (outcome === 'refused') return 'too many answers';
    const mayPass =
      !event.userNotFound || precedesProof(stepsFor(settings, event), question.step, question.challenge);
    if (isRight && !mayPass) return 'no such user';
    return isRight ? 'right' : 'wrong';
  }

  return async (event: TriggerEvent): Promise<Response> => {
    const opened = open(event);
    const verdict = await judge(opened);
    const { trace } = event;
    console.info({ message: 'Judged.', verdict, trace });
    // Of the flow alone: whoever may invoke verify could name any other step, and each would be a metric.
    const { step, challenge = NONE } = opened.question ?? {};
    const dimensions = { Step: step?.name ?? NONE, Challenge: challenge, Verdict: verdict };
    countMetric('Answers', dimensions, world.now(), { trace });
    return { answerCorrect: verdict === 'right' };
  };
}
