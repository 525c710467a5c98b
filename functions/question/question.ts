import type { CustomChallengeName } from '../challenge-kinds.ts';
import type { TriggerEvent } from '../event/event.ts';
import type { Parameters } from '../records.ts';
import type { Settings } from '../settings/settings.ts';
import type { Step } from '../settings/step.ts';
import type { EpochSeconds } from '../time.ts';
import { derivedBytes } from './derive.ts';
import type { EpochKey } from './epoch-key.ts';
import { fromLag, toLag } from './lag.ts';
import { lifetimeOf } from './long-code.ts';

/** One asked question, and who was asked. To derive the answer takes the epoch key as well. */
export interface Question {
  readonly step: Step;
  readonly challenge: CustomChallengeName;
  /** Random, 16 bytes as base64url. */
  readonly nonce: string;
  readonly issuedAt: EpochSeconds;
  /** When its time starts in this sign-in: later than `issuedAt` if the question was asked before. */
  readonly askedAt: EpochSeconds;
  readonly event: TriggerEvent;
  /**
   * Bytes that only the holder of the epoch key can make: this question's, and no other's.
   *
   * @param purpose for another run of bytes, from which this one cannot be told; a challenge has one without a name
   */
  readonly secret: (purpose?: string) => Promise<Iterator<number>>;
  /** Another question of the same step and challenge to the same user, asked at another time. */
  readonly at: (nonce: string, issuedAt: EpochSeconds) => Question;
}

/** Which question was asked: enough to derive its answer again, with the key. */
export interface AskedQuestion {
  readonly step: string;
  readonly challenge: string;
  readonly nonce: string;
  readonly issuedAt: EpochSeconds;
  /** When this sign-in first asked it; absent if that is the same. */
  readonly askedAt?: EpochSeconds;
}

/** 48 bits: rounds of one question are few. Each is in Cognito's session only while it is open. */
export const ROUND_LENGTH = 8;

/** A question as it is put in one round. */
export interface OpenQuestion extends AskedQuestion {
  /**
   * Tells the rounds of one question apart: random. Cognito calls verify again, with the same event,
   * where the answer takes more than 5 s; that is the same round, and a second guess is another one.
   */
  readonly round: string;
  /** The sign-in's, for verify's log. */
  readonly trace?: string;
}

/** What a challenge keeps for its own verify is separate from the module's parameters, whatever its name. */
const OWN = '.';

/** Step, challenge, nonce, time in base 36, round; how much later this sign-in asked it, if it can be later; the trace. */
const QUESTION =
  /^([a-z][a-z0-9_]{0,31}) ([a-z_]{1,32}) ([\w-]{22}) ([\da-z]{6}) ([\w-]{8})(?: ([\da-z]{3}))?(?:@[\w-]{16})?$/;

/**
 * What create leaves for verify, as `privateChallengeParameters` (strings). Cognito shows it to the verify trigger
 * only, but even so it holds no answer. It is in Cognito's session meanwhile, so it is short.
 */
export function toPrivateParameters(
  { step, challenge, nonce, issuedAt, askedAt, round, trace }: OpenQuestion,
  kept: Parameters = {},
): Parameters {
  const parts = [step, challenge, nonce, issuedAt.toString(36), round];
  if (askedAt !== undefined) parts.push(toLag(askedAt - issuedAt));
  return { question: parts.join(' ') + (trace ? `@${trace}` : ''), ...toOwn(kept) };
}

/** A challenge's own parameters, under names that the module does not use. */
export function toOwn(kept: Parameters): Parameters {
  return Object.fromEntries(Object.entries(kept).map(([name, value]) => [OWN + name, value]));
}

/** The question that private parameters describe; undefined if another create function wrote them. */
export function fromPrivateParameters(
  parameters: Parameters,
): (OpenQuestion & { kept: Parameters }) | undefined {
  const [, step, challenge, nonce, issued, round, lag] = QUESTION.exec(parameters.question ?? '') ?? [];
  if (!step || !challenge || !nonce || !issued || !round) return undefined;
  const issuedAt = Number.parseInt(issued, 36);
  const own = Object.entries(parameters).filter(([name]) => name.startsWith(OWN));
  const kept = Object.fromEntries(own.map(([name, value]) => [name.slice(OWN.length), value]));
  return {
    ...{ step, challenge, nonce, issuedAt, round, kept },
    ...(lag && { askedAt: issuedAt + fromLag(lag) }),
  };
}

/**
 * Puts a question to a user of a client of a pool: from here on its answer is fixed.
 *
 * @returns undefined when the question is not one of the flow's
 */
export function toQuestion(
  { flow }: Settings,
  asked: AskedQuestion,
  event: TriggerEvent,
  epochKey: EpochKey,
): Question | undefined {
  const step = flow.find(
    ({ name, challenges }) => name === asked.step && challenges.some(one => one === asked.challenge),
  );
  if (!step || asked.challenge === 'password') return undefined;
  const { userPoolId, clientId, userName } = event;
  const context = { userPoolId, clientId, userName, step: asked.step, challenge: asked.challenge };
  /** What was over before this sign-in asked it stays over: nothing is made good again by asking. */
  const askedAt = (nonce: string, issuedAt: EpochSeconds) => {
    const isAsked = nonce === asked.nonce && issuedAt === asked.issuedAt;
    const at = (isAsked && asked.askedAt) || issuedAt;
    return at > issuedAt && at < issuedAt + lifetimeOf({ nonce }, step) ? at : issuedAt;
  };
  const at = (nonce: string, issuedAt: EpochSeconds): Question => ({
    step,
    challenge: asked.challenge as CustomChallengeName,
    nonce,
    issuedAt,
    askedAt: askedAt(nonce, issuedAt),
    event,
    secret: async purpose =>
      derivedBytes(await epochKey(issuedAt), {
        ...context,
        nonce,
        issuedAt,
        ...(purpose !== undefined && { purpose }),
      }),
    at,
  });
  return at(asked.nonce, asked.issuedAt);
}
