import { createHash } from 'node:crypto';
import { codeIn, linkIn } from '../../test/support/codes.ts';
import { rightAnswer } from '../../test/support/right-answer.ts';
import {
  ATTRIBUTES,
  type CognitoEvent,
  cognitoEvent,
  entry,
  type Request,
  unknownUser,
} from '../../test/support/trigger-events.ts';
import type { CellWorld } from './aws.ts';
import { EXTERNAL_ANSWER } from './aws.ts';
import { ended } from './ended.ts';
import type { Functions } from './functions.ts';

/** What create gave: what Cognito would keep of it. */
export interface Asked {
  readonly publicChallengeParameters: Readonly<Record<string, string>>;
  readonly privateChallengeParameters: Readonly<Record<string, string>>;
  readonly challengeMetadata: string;
}

/** One user in front of a cell's functions, as Cognito leads them there. */
export function player(
  { create, verify, deliver }: Functions,
  world: CellWorld,
  mark: string,
  known = true,
  envelope: Request = {},
) {
  const user = {
    ...ATTRIBUTES,
    email: `${mark}@ember.example`,
    phone_number: `+1555${mark.replace(/\D/g, '').padStart(7, '0')}`,
  };
  const event = (kind: 'create' | 'verify', request: Request): CognitoEvent => {
    const plain = cognitoEvent(
      kind,
      { userAttributes: user, ...request },
      { userName: `user-${mark}`, ...envelope },
    );
    return known ? plain : { ...unknownUser(plain), userName: `nobody-${mark}` };
  };

  return {
    ask: (request: Request = {}) => ended<Asked>(create(event('create', request))),
    /** Asks for the message again, in the round after. */
    resend: ({ challengeMetadata }: Asked) =>
      ended<Asked>(
        create(
          event('create', {
            session: [entry('CUSTOM_CHALLENGE', false, challengeMetadata)],
            clientMetadata: { action: 'resend' },
          }),
        ),
      ),
    answer: ({ privateChallengeParameters }: Asked, challengeAnswer: string) =>
      ended<{ answerCorrect: boolean }>(
        verify(event('verify', { privateChallengeParameters, challengeAnswer })),
      ),
    /** Lambda: calls for each event until it is taken, three times at most, and once more than it should. */
    deliverAll: async (): Promise<void> => {
      for (const handedOver of world.handedOver.splice(0)) await lambda(deliver, handedOver);
    },
    /** What answers the question rightly. */
    right: async (asked: Asked): Promise<string> => {
      const { challenge, prefix } = asked.publicChallengeParameters;
      const text = world.messages.at(-1);
      if (challenge === 'captcha')
        return rightAnswer(
          asked.privateChallengeParameters,
          event('verify', asked.privateChallengeParameters),
        );
      if (challenge === 'human_check') return 'a-token-of-the-widget';
      if (challenge === 'external') return EXTERNAL_ANSWER;
      if (challenge === 'proof_of_work') return worked(prefix ?? '');
      if (text === undefined) throw new Error(`No message came for ${challenge}.`);
      const message = { text } as Parameters<typeof codeIn>[0];
      if (challenge !== 'magic_link') return longCodeIn(text) ?? codeIn(message);
      return new URLSearchParams(linkIn(message).hash.slice(1)).get('token') ?? '';
    },
  };
}

/** @returns how many calls it took until the function took the event */
export async function lambda(deliver: Functions['deliver'], event: unknown): Promise<number> {
  let calls = 0;
  for (let taken = false; !taken && calls < 3; calls++) {
    taken = await deliver(event).then(
      () => true,
      () => false,
    );
  }
  await deliver(event);
  return calls;
}

/** A suffix with eight zero bits. */
function worked(prefix: string): string {
  for (let n = 0; ; n++) if (createHash('sha256').update(`${prefix}${n}`).digest()[0] === 0) return String(n);
}

/** A code that nobody can guess is shown in groups. */
const longCodeIn = (text: string): string | undefined =>
  /(?<!\d)\d{5}(?: \d{1,5})+(?!\d)/.exec(text)?.[0].replaceAll(' ', '');
