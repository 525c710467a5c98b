import type { CreateAuthChallengeTriggerEvent } from 'aws-lambda';
import type { Message, World } from '../challenges/challenge.ts';
import { loadChallenges } from '../challenges/load.ts';
import { destinationOf } from '../delivery/destination.ts';
import { type HandedOver, toHandedOver } from '../delivery/hand-over.ts';
import type { TriggerEvent } from '../event/event.ts';
import type { Ask } from '../flow/decide.ts';
import { nextFor, stepsFor } from '../flow/next.ts';
import { runsFrom, toMetadata } from '../flow/round.ts';
import { PublicError } from '../handlers/public-error.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { countMetric } from '../metrics.ts';
import { epochKeys } from '../question/epoch-key.ts';
import { isLong, maxGuesses } from '../question/long-code.ts';
import {
  type AskedQuestion,
  type Question,
  ROUND_LENGTH,
  toPrivateParameters,
  toQuestion,
} from '../question/question.ts';
import { askerName, guessedName, pseudonyms } from '../question/stable-key.ts';
import { newTrace, traceUserPart } from '../question/trace.ts';
import { followsProof } from '../settings/flow.ts';
import type { Settings } from '../settings/settings.ts';
import { wrong } from '../settings/settings-error.ts';
import { toTheEnd } from '../to-the-end.ts';
import { claimsOf } from './claims.ts';
import { type Posed, pose } from './pose.ts';
import { progress, toIso } from './progress.ts';

type Response = CreateAuthChallengeTriggerEvent['response'];

export interface CreateWorld extends World {
  /** 16 random bytes as base64url. */
  readonly nonce: () => string;
  readonly ledger: Pick<Ledger, 'claimQuestion' | 'claimResend'>;
  /** Hands a message to the function that sends it, and does not wait for that. */
  readonly handOver: (functionArn: string, message: HandedOver) => Promise<void>;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/**
 * What asks for a message answers after a multiple of this: how many writes the ledger takes, and whether a key was at hand,
 * tells of other sign-ins of the user.
 */
const PACE_MS = 100;

/**
 * Asks the question that the flow calls for. Known and unknown users take the same path: the same writes, the same
 * hand-over, the same shapes.
 */
export async function createChallenge(settings: Settings, world: CreateWorld) {
  const epochKey = epochKeys(settings.keyId, world.generateMac);
  const pseudonym = pseudonyms(settings.keyId, world.generateMac);
  const challenges = await loadChallenges(settings, world);
  /** Whether the flow asks KMS for the hour's key in any case. */
  const takesKey = [...challenges.values()].some(({ answer }) => answer);
  const { delivery } = settings;
  const sender = [...challenges].find(([, { message }]) => message)?.[0];
  if (sender && !delivery)
    throw wrong('delivery', `the function that sends the messages of ${sender}`, delivery);

  /** Tells the client where the message goes, and hands it over if it is to go now. */
  async function deliver(message: Message, posed: Posed, asked: AskedQuestion, { event, step }: Question) {
    if (!delivery) return undefined;
    const isProven = followsProof(stepsFor(settings, event), step);
    const showing = { ...delivery, isProven };
    const { address, withheld, masked } = await destinationOf(message, event, showing, pseudonym);
    const { outcome = 'wait', sends = 0 } = posed.message ?? {};
    if (posed.message) {
      // Also what may not go: otherwise its absence would tell of the user's other messages.
      const goes = address && outcome === 'send';
      const destination = goes ? { address } : { withheld: withheld ?? (outcome as 'limit' | 'wait') };
      await world.handOver(delivery.functionArn, toHandedOver(asked, event, destination, sends));
    }
    // Nobody learns of a user's other messages without having proved that they are the user.
    const isLimited = posed.isUsedUp || (isProven && outcome === 'limit');
    return {
      deliveryMedium: message.medium,
      destination: masked,
      resendAfter: toIso(posed.sentAt + delivery.resendSeconds),
      ...(isLimited && { error: 'SEND_LIMIT' }),
    };
  }

  return async (event: TriggerEvent): Promise<Response> => {
    const decision = nextFor(settings, event);
    const name = decision.next === 'ask' ? wanted(decision, event) : 'password';
    const challenge = challenges.get(name);
    if (decision.next !== 'ask' || !challenge) {
      console.warn({ message: 'There is nothing to ask in this session.', trace: event.trace });
      throw new PublicError('The request is not valid');
    }
    const { step, spent } = decision;
    const startedAt = world.now();
    const now = Math.floor(startedAt / 1000);
    const steps = stepsFor(settings, event);
    const fresh = { nonce: world.nonce(), issuedAt: now, askedAt: now, sends: 0, sentAt: 0 };
    const names = async () => ({
      asker: await askerName(pseudonym, event, step.name, name),
      guesses: { user: await guessedName(pseudonym, event), max: maxGuesses(step) },
    });
    const named = { ...challenge, name };
    const wantsResend = event.action?.resend === true;
    const posed = await pose(
      { ask: decision, challenge: named, wantsResend, fresh, delivery },
      claimsOf(world.ledger, names, pseudonym),
    );
    const { nonce, issuedAt, askedAt } = posed;
    const own = { step: step.name, challenge: name, nonce, issuedAt };
    const asked = { ...own, ...(challenge.isKept && { askedAt: runsFrom(posed) }) };
    // What the client is shown goes by when this sign-in asked first: a resend does not rename a link.
    const question = toQuestion(settings, { ...own, askedAt }, event, epochKey);
    if (!question) throw new Error(`${name} is no challenge of step ${step.name}.`);

    // Beside the question, and only in the first round: where KMS does not answer, nobody waits for this alone.
    const userPart = takesKey && !event.trace ? traceUserPart(epochKey, event, now) : undefined;
    const tracing = event.trace ?? newTrace(userPart, world.nonce());
    const [made, trace] = await toTheEnd([challenge.create(question), tracing]);
    const traced = { ...event, trace };
    const told =
      challenge.message && (await deliver(challenge.message, posed, asked, { ...question, event: traced }));
    console.info({
      message: 'Asked.',
      step: step.name,
      challenge: name,
      attempt: spent + 1,
      sends: posed.sends,
      trace,
      ...(isLong(posed) && { code: 'long' }),
    });
    countMetric('QuestionsAsked', { Step: step.name, Challenge: name }, world.now(), { trace });
    if (posed.message) await world.sleep(PACE_MS - ((world.now() - startedAt) % PACE_MS));
    return {
      publicChallengeParameters: {
        ...made.public,
        ...{ challenge: name, steps: String(steps.length) },
        ...progress(decision, posed, event, now),
        ...told,
      },
      privateChallengeParameters: toPrivateParameters(
        { ...asked, trace, round: world.nonce().slice(0, ROUND_LENGTH) },
        made.private,
      ),
      challengeMetadata: toMetadata(name, {
        ...{ step: step.name, spent, issuedAt },
        ...(challenge.isKept && { kept: posed }),
        ...(made.note && { note: made.note }),
        ...(!event.trace && { trace }),
      }),
    };
  };
}

/** The alternative that the client wants, if the step has it; otherwise that of the round before; otherwise the first. */
function wanted({ step, last }: Ask, { action }: TriggerEvent): string {
  const has = (name: string | undefined) => step.challenges.find(challenge => challenge === name);
  return has(action?.challenge) ?? has(last?.challenge) ?? step.challenges[0];
}
