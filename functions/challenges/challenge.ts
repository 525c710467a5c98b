import type { Question } from '../question/question.ts';
import type { Parameters } from '../records.ts';
import type { Clock } from '../time.ts';

/** What create gives in addition to the parameters that every challenge has. */
export interface Asked {
  /** What the client needs to put the question to the user. */
  readonly public: Parameters;
  /** What verify will need; never an answer that the module derives. */
  readonly private?: Parameters;
  /** What the challenge itself needs at its next round, up to 96 bytes. */
  readonly note?: string;
}

/** A message that carries the question or the answer to the user. */
export interface Message {
  readonly medium: 'EMAIL' | 'SMS';
  /** The user attribute that holds the destination. `<attribute>_verified` says whether it is verified. */
  readonly attribute: 'email' | 'phone_number';
  /** Whether the message stays valid for a later sign-in, like a link: then no second one is sent until it expires. */
  readonly isOutstanding?: boolean;
  /**
   * Values for the text's placeholders, such as `code` and `link`. Runs in the delivering function.
   *
   * @param redirect the page that the client wants a link to lead to; not checked yet
   */
  readonly values: (question: Question, redirect?: string) => Promise<Parameters>;
}

/**
 * Names the secret of a question whose answer goes to an address: an answer counts only for the user who has the address now.
 * So whoever may call a function, and hands it another address, learns nothing that signs the user in; nor does a
 * mailbox that is the user's no longer.
 */
export function sentTo({ event }: Question, attribute: Message['attribute'], what: string): string {
  return `${what} to ${event.attributes[attribute] ?? ''}`;
}

/** A kind of question. One folder a challenge, one line in `load.ts`, one in `challenge-kinds.ts`. */
export interface Challenge {
  /**
   * Whether a retry asks the same question again: a code in a mailbox stays what it is. Otherwise each round is a new
   * question, which is judged once.
   */
  readonly isKept?: boolean;
  /** What is sent, if something is. */
  readonly message?: Message;
  /** The right answer if it is derived from the question, and so stored nowhere. */
  readonly answer?: (question: Question) => Promise<string>;
  readonly create: (question: Question) => Promise<Asked>;
  /**
   * The question that an answer claims to answer, if it names one: the link of an earlier mail. It is judged in the
   * place of the question just asked; if it is right, it is counted there too, and used up there. Only for answers
   * that nobody can guess, because their number is not limited. Undefined for any other answer.
   */
  readonly questionOf?: (asked: Question, given: string) => Question | undefined;
  /**
   * @param given what the user answered: 1–8192 characters of anything
   * @param kept what `create` gave as `private`
   */
  readonly verify: (question: Question, given: string, kept: Parameters) => Promise<boolean>;
}

/** What challenges need of the world outside; passed in, so that tests need no network. */
export interface World {
  readonly now: Clock;
  readonly generateMac: (keyId: string, message: string) => Promise<Uint8Array>;
  /** Calls a function, once, and gives what it returned, parsed. @throws Error after three seconds, and when it failed */
  readonly invoke: (functionArn: string, event: unknown) => Promise<unknown>;
  /** A secret's or parameter's text by ARN (Secrets Manager, SSM), kept for five minutes. */
  readonly secretText: (arn: string) => Promise<string>;
  /** Posts a form and gives the JSON of the answer. @throws Error after two seconds, or for anything other than JSON */
  readonly postForm: (url: string, fields: Parameters) => Promise<unknown>;
}

/** Makes a challenge from its settings, once, at the cold start. @throws SettingsError */
export type ChallengeMaker = (settings: unknown, world: World) => Challenge;
