/** How a call of a trigger ended. */
export type Ended<Result> = { readonly gave: Result } | { readonly threw: Error };

/** All that an end user may read of what goes wrong. */
const PUBLIC = ['Sign-in is not available', 'The request is not valid'];

/** The response that a trigger filled in. */
export function ended<Result>(promise: Promise<unknown>): Promise<Ended<Result>> {
  return promise.then(
    value => ({ gave: Object(value).response as Result }),
    (threw: Error) => ({ threw }),
  );
}

/** @throws Error where it threw */
export function given<Result>(end: Ended<Result>): Result {
  if ('gave' in end) return end.gave;
  throw new Error('A call without a fault failed.', { cause: end.threw });
}

/** What the end user makes of it, and what they must not see. */
export function told({ gave, threw }: { gave?: unknown; threw?: Error }): { text: string; leaks: string[] } {
  if (!threw) {
    const { answerCorrect } = Object(gave);
    return { text: answerCorrect === undefined ? 'asked' : answerCorrect ? 'right' : 'wrong', leaks: [] };
  }
  const { name, message, stack } = threw;
  const isPublic = name === 'PublicError' && PUBLIC.includes(message) && stack === `${name}: ${message}`;
  return {
    text: message === PUBLIC[0] ? 'not available' : 'not valid',
    leaks: isPublic && Object.keys(threw).every(key => key === 'name') ? [] : [`the end user gets ${stack}`],
  };
}
