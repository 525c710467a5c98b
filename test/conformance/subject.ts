/** A function under test. */
export interface Subject {
  /**
   * Calls it with an event and gives what it returns, as it would come over JSON.
   *
   * @throws FunctionFailed when the function did; Error when it gave no answer that can be read, or not in time
   */
  readonly call: (event: unknown, timeoutMs: number) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

export class FunctionFailed extends Error {}

/** A promise's value, unless it takes too long. */
export async function within<Value>(milliseconds: number, promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it took more than ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
