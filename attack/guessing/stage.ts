import { createChallenge } from '../../functions/create-auth-challenge/create-challenge.ts';
import { deliverChallenge } from '../../functions/delivery/deliver-challenge.ts';
import type { HandedOver } from '../../functions/delivery/hand-over.ts';
import type { Outgoing } from '../../functions/delivery/outgoing.ts';
import { parseMessageSettings } from '../../functions/delivery/settings.ts';
import { readEvent, type TriggerEvent } from '../../functions/event/event.ts';
import type { SessionEntry } from '../../functions/event/session-entry.ts';
import { nextFor } from '../../functions/flow/next.ts';
import { dynamodbLedger } from '../../functions/ledger/dynamodb.ts';
import { parseSettings } from '../../functions/settings/settings.ts';
import { verifyAnswer } from '../../functions/verify-auth-challenge-response/verify-answer.ts';
import { written } from '../../test/support/written.ts';
import { tableInMemory } from '../table-in-memory.ts';
import { codesOnly, digestsOf, nonceOf } from '../world.ts';

/** Where a sign-in begins: an app client, and one of the alternatives. */
export interface Door {
  readonly clientId: string;
  readonly challenge: string;
}

/** A question that waits for an answer. */
export interface Round {
  readonly door: Door;
  readonly session: readonly SessionEntry[];
  readonly told: Readonly<Record<string, string>>;
  readonly kept: Readonly<Record<string, string>>;
  readonly metadata: string | null;
}

/** What came of an answer, or of a wish. */
export interface Outcome {
  readonly verdict: string;
  readonly isSignedIn: boolean;
  /** The next question; undefined at the end of the sign-in. */
  readonly next?: Round;
}

const USER = {
  sub: 's',
  email: 'casey@mail.example',
  email_verified: 'true',
  phone_number: '+15550100321',
  phone_number_verified: 'true',
};

/**
 * One user of a pool, and all who call Cognito in their name: create, verify, deliver and the ledger are the product's,
 * over a table in memory and a clock that is moved. Everything random is made of a seed.
 *
 * @param steps the alternatives of each
 */
export async function stageFor(steps: readonly (readonly string[])[], seed: string) {
  let seconds = 1_800_000_000;
  const random = digestsOf(seed);
  const { update, items } = tableInMemory();
  const mailbox: (Outgoing & { readonly at: number })[] = [];
  let verdict = '';

  const json = JSON.stringify(
    written({
      flow: steps.map((challenges, n) => ({ name: `code${n}`, challenges })),
      keyId: 'key',
      delivery: { functionArn: 'deliver' },
      appName: 'Acme',
      email: { from: 'sign-in@acme.example' },
      sms: { countryPrefixes: ['+1'] },
      challenges: { magic_link: { urls: ['https://app.example/sign-in'] } },
    }),
  );
  const settings = parseSettings(json);
  const world = {
    ...codesOnly,
    now: () => seconds * 1000,
    nonce: () => nonceOf(random()),
    ledger: dynamodbLedger('ledger', update),
  };
  const send = async (message: Outgoing) => {
    mailbox.push({ ...message, at: seconds });
  };
  const senders = { EMAIL: send, SMS: send };
  const deliver = await deliverChallenge(settings, parseMessageSettings(json), { ...world, senders });
  const handOver = async (_arn: string, message: HandedOver) => {
    await deliver(JSON.parse(JSON.stringify(message)));
  };
  const create = await createChallenge(settings, { ...world, handOver, sleep: async () => {} });
  const verify = await verifyAnswer(settings, world);

  /** Cognito, from one round to the next. */
  async function ask(
    door: Door,
    session: readonly SessionEntry[],
    wish?: object,
  ): Promise<Omit<Outcome, 'verdict'>> {
    const event = eventOf('CreateAuthChallenge', door, { session, ...wish });
    const { next } = nextFor(settings, event);
    if (next !== 'ask') return { isSignedIn: next === 'tokens' };
    const created = await create(event);
    const { publicChallengeParameters: told, privateChallengeParameters: kept } = created;
    return {
      isSignedIn: false,
      next: { door, session, told, kept, metadata: created.challengeMetadata ?? null },
    };
  }

  async function respond({ door, session, kept, metadata }: Round, given: string, wish?: object) {
    const request = { privateChallengeParameters: kept, challengeAnswer: given, ...wish };
    const { answerCorrect } = await verify(eventOf('VerifyAuthChallengeResponse', door, request));
    const entry = {
      ...{ challengeName: 'CUSTOM_CHALLENGE', challengeResult: answerCorrect === true },
      challengeMetadata: metadata,
    };
    return { verdict, ...(await ask(door, [...session, entry], wish)) };
  }

  const chosen = (challenge: string) => ({ clientMetadata: { challenge } });

  return {
    random,
    items,
    mailbox,
    now: () => seconds,
    moveTo: (time: number) => {
      seconds = Math.max(seconds, Math.ceil(time));
    },
    /** Takes the product's own word for what it judged, from its log. */
    heard: (line: unknown) => {
      const { message, verdict: said } = Object(line);
      if (message === 'Judged.') verdict = said;
    },
    begin: async (door: Door): Promise<Round> => {
      const { next } = await ask(door, []);
      if (!next) throw new Error('A sign-in begins with a question.');
      const isThere = next.told.challenge === door.challenge;
      const round = isThere ? next : (await respond(next, '-', chosen(door.challenge))).next;
      if (!round) throw new Error('Another alternative ends no sign-in.');
      return round;
    },
    answer: (round: Round, given: string): Promise<Outcome> => respond(round, given),
    resend: (round: Round): Promise<Outcome> => respond(round, '-', { clientMetadata: { action: 'resend' } }),
  };
}

export type Stage = Awaited<ReturnType<typeof stageFor>>;

function eventOf(trigger: string, { clientId }: Door, request: object): TriggerEvent {
  const source = `${trigger}_Authentication`;
  const event = readEvent(
    {
      ...{ triggerSource: source, userPoolId: 'us-east-1_AAAAAAAAA', userName: 'casey' },
      ...{ callerContext: { clientId }, request: { userAttributes: USER, ...request } },
    },
    source,
  );
  if (!event) throw new Error('Not an event.');
  return event;
}
