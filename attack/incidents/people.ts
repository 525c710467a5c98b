import { codeIn } from '../../test/support/codes.ts';
import type { Loop } from '../../test/support/loop.ts';
import { type Asked, sdkUser } from '../../test/support/sdk-client.ts';

/** Somebody with an account. */
export interface Person {
  readonly email: string;
  readonly phoneNumber: string;
}

/** The website, which asks for a code by e-mail; the app, which asks for one by text message after it. */
export type ClientName = 'web' | 'app';

/** How a person signs in. */
export interface Manner {
  readonly client: ClientName;
  /** Types a wrong code first. */
  readonly isClumsy?: boolean;
  /** What the client makes of the code. @default what it should: it answers */
  readonly answer?: Answer;
}

export type User = ReturnType<typeof userOf>;
export type Answer = (user: User, asked: Asked, code: string) => Promise<Asked>;

/** 555 is fiction's. */
export const people = (count: number, name: string): readonly Person[] =>
  Array.from({ length: count }, (_, n) => ({
    email: `${name}-${n}@example.com`,
    phoneNumber: `+1206555${String(1000 + n)}`,
  }));

/** A code that takes longer does not come. */
const PATIENCE_MS = 1500;
/** Where something breaks, people try once more, and then do something else. */
const TRIES = 2;

/** With the AWS SDK, at one of the clients. */
export function userOf(loop: Loop, person: Person, client: ClientName) {
  const clientId = loop.config.clientIds[client] ?? '';
  return {
    ...sdkUser({ ...loop, clientId }, person.email),
    ...{ clientId, person, endpoint: loop.endpoint },
  };
}

/** Signs in as people do. @returns whether it ended with tokens */
export async function signIn(loop: Loop, person: Person, manner: Manner): Promise<boolean> {
  for (let n = 0; n < TRIES; n++) {
    const end = await orRefused(() => tryOnce(loop, person, manner));
    if (end?.AuthenticationResult) return true;
  }
  return false;
}

/** Answers what is asked with the codes that come. @returns the tokens; undefined where a code does not come */
export async function tryOnce(
  loop: Loop,
  person: Person,
  { client, isClumsy = false, answer = giveCode }: Manner,
): Promise<Asked | undefined> {
  const user = userOf(loop, person, client);
  const inbox = inboxOf(loop, person);
  let asked = await user.begin();
  let mistakes = isClumsy ? 1 : 0;
  while (asked.Session) {
    const code = await inbox.nextCode();
    if (code === undefined) return undefined;
    if (mistakes-- > 0) asked = await user.answer(asked, otherThan(code));
    asked = await answer(user, asked, code);
  }
  return asked;
}

const giveCode: Answer = (user, asked, code) => user.answer(asked, code);

const otherThan = (code: string): string => (code === '314159' ? '271828' : '314159');

/** Undefined where Cognito refuses: the client says that something went wrong, and the person knows no more. */
export async function orRefused<Result>(call: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await call();
  } catch (error) {
    // What the SDK throws for an answer of Cognito's. An answer that does not come has no fault in it.
    if (Object(error).$fault !== undefined) return undefined;
    throw error;
  }
}

/** Codes that come from now on, in the order in which they come. */
function inboxOf({ outbox }: Loop, { email, phoneNumber }: Person) {
  const mine = () => outbox.filter(({ to }) => to === email || to === phoneNumber);
  let read = mine().length;
  return {
    nextCode: async (): Promise<string | undefined> => {
      const end = Date.now() + PATIENCE_MS;
      for (;;) {
        const message = mine()[read];
        if (message) {
          read++;
          return codeIn(message);
        }
        if (Date.now() > end) return undefined;
        await new Promise(resolve => setTimeout(resolve, 20));
      }
    },
  };
}
