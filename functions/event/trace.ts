/**
 * The name of one sign-in in the logs of all functions: 16 characters, behind an `@` in what create leaves in the session and
 * for verify. Nobody else is shown it: its first half is the same for one user's sign-ins of an hour
 * (`question/trace.ts`), and so would tell which aliases are one account.
 */
const LEFT = /"\w+ [\w -]+@([\w-]{16})"/;

/** As it is handed over. */
export const TRACE = /^[\w-]{16}$/;

/** The name that create gave this sign-in. Undefined before it has asked, and where create is the operator's own. */
export function readTrace(request: Readonly<Record<string, unknown>>): string | undefined {
  const { privateChallengeParameters, session } = request;
  // As JSON, in which no text ends without a quotation mark, nor has one in it that is not escaped.
  return LEFT.exec(JSON.stringify([Object(privateChallengeParameters).question, session]))?.[1];
}
