import { createHash } from 'node:crypto';
import { createChallenge } from '../../functions/create-auth-challenge/create-challenge.ts';
import type { HandedOver } from '../../functions/delivery/hand-over.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import type { Settings } from '../../functions/settings/settings.ts';
import { verifyAnswer } from '../../functions/verify-auth-challenge-response/verify-answer.ts';
import { rightCode } from '../../test/support/right-answer.ts';
import {
  type CognitoEvent,
  cognitoEvent,
  entry,
  parsed,
  unknownUser,
} from '../../test/support/trigger-events.ts';
import { fakeMac, testWorld } from '../../test/support/worlds.ts';

/** Who signs in: a name, and whether there is such a user. */
export interface Who {
  readonly userName: string;
  readonly isKnown: boolean;
}

/** What create gave, and what could be seen of how it did. */
export interface Round {
  readonly told: Readonly<Record<string, string>>;
  /** Lengths of what is in the `Session`, and of what was handed over. */
  readonly lengths: Readonly<Record<'metadata' | 'private' | 'handedOver', number>>;
  /** Calls of the ledger and the delivering function, in order. */
  readonly calls: string;
  /** Whether the answer waited for the pace: how long create took cannot be seen then. */
  readonly paced: boolean;
}

export interface SignIn {
  readonly next: (clientMetadata?: object) => Promise<Round>;
  /** A wrong answer to the open question, then the next round. */
  readonly fail: () => Promise<Round>;
  /** The right one. */
  readonly pass: () => Promise<boolean>;
}

/** A pool with its functions, a clock that is told to move, and a ledger: where strangers and users sign in. */
export async function placeOf(settings: Settings, ledger: Ledger) {
  const world = testWorld(ledger);
  let nonces = 0;
  // The same in every run: what is measured must not change with it.
  const nonce = () => `${createHash('sha256').update(`nonce ${nonces++}`).digest('base64url').slice(0, 21)}A`;
  let milliseconds = world.now();
  const clock = { now: () => milliseconds };
  const functions = { ...world, ...clock, nonce, generateMac: fakeMac };
  const create = await createChallenge(settings, functions);
  const verify = await verifyAnswer(settings, functions);

  function signIn({ userName, isKnown }: Who): SignIn {
    const session: object[] = [];
    const of = (event: CognitoEvent) => ({ ...(isKnown ? event : unknownUser(event)), userName });
    let open: Awaited<ReturnType<typeof create>> | undefined;

    async function next(clientMetadata?: object): Promise<Round> {
      const [calls, pauses, handed] = [world.calls.length, world.pauses.length, world.handedOver.length];
      open = await create(parsed(of(cognitoEvent('create', { session: [...session], clientMetadata }))));
      return {
        told: open.publicChallengeParameters,
        lengths: {
          metadata: open.challengeMetadata.length,
          private: JSON.stringify(open.privateChallengeParameters).length,
          handedOver: sizeOf(world.handedOver.slice(handed)),
        },
        calls: world.calls.slice(calls).join(' '),
        paced: world.pauses.length > pauses,
      };
    }

    async function answer(challengeAnswer: string): Promise<boolean> {
      if (!open) throw new Error('Nothing was asked.');
      const { privateChallengeParameters } = open;
      const event = of(cognitoEvent('verify', { challengeAnswer, privateChallengeParameters }));
      return (await verify(parsed(event))).answerCorrect;
    }

    const enter = () => session.push(entry('CUSTOM_CHALLENGE', false, open?.challengeMetadata));
    return {
      next: async clientMetadata => {
        if (open) enter();
        return next(clientMetadata);
      },
      fail: async () => {
        await answer('wrong');
        enter();
        return next();
      },
      pass: async () =>
        answer(await rightCode(open?.privateChallengeParameters ?? {}, of(cognitoEvent('verify')))),
    };
  }

  return {
    signIn,
    now: () => milliseconds,
    moveTo: (to: number) => {
      milliseconds = to;
    },
  };
}

export type Place = Awaited<ReturnType<typeof placeOf>>;

const sizeOf = (messages: readonly HandedOver[]) => Buffer.byteLength(JSON.stringify(messages));
