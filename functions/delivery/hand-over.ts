import type { TriggerEvent } from '../event/event.ts';
import type { AskedQuestion } from '../question/question.ts';
import type { Destination, Withheld } from './destination.ts';

/**
 * What create hands to the delivering function: which question, for whom, where to. It holds no answer: that function
 * derives the answer itself. A decoy goes the same way, without an address, and is dropped there.
 */
export interface HandedOver {
  readonly question: AskedQuestion;
  readonly userPoolId: string;
  readonly clientId: string;
  readonly userName: string;
  readonly address?: string;
  /** Why there is no address; present exactly if there is none. */
  readonly withheld?: Withheld;
  /** The user's `locale`, as far as it is known. */
  readonly locale?: string;
  /** The page that the client wants a link to lead to (ClientMetadata `redirect`); not checked yet. */
  readonly redirect?: string;
  /** The user's name, for the text. */
  readonly name?: string;
  /** Which message with this question it is, from 1: a second try at one message has the same number. */
  readonly send: number;
  /** The sign-in's name in logs (`event/trace.ts`): as long for anybody. */
  readonly trace?: string;
  /** Makes what is handed over as long for one user as for any other. Nobody reads it. */
  readonly padding?: string;
}

/** More than what is known of a user: a user name of 128 characters, an address of 320, a name of 100, a locale of 35. */
const USER_BYTES = 1536;

export function toHandedOver(
  question: AskedQuestion,
  event: TriggerEvent,
  { address, withheld }: Pick<Destination, 'address' | 'withheld'>,
  send: number,
): HandedOver {
  const { userPoolId, clientId, userName, attributes, request, trace } = event;
  const { locale = attributes.locale, redirect } = Object(request.clientMetadata);
  const ofUser = {
    userName,
    ...(address && { address }),
    ...(withheld && { withheld }),
    ...(isText(locale) && { locale: locale.slice(0, 35) }),
    ...(attributes.name && { name: attributes.name.slice(0, 100) }),
  };
  return {
    ...{ question, userPoolId, clientId, send },
    ...(trace && { trace }),
    ...ofUser,
    ...(isText(redirect) && { redirect: redirect.slice(0, 512) }),
    padding: '.'.repeat(Math.max(0, USER_BYTES - Buffer.byteLength(JSON.stringify(ofUser)))),
  };
}

/** Clients send empty texts, too. They say nothing. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
