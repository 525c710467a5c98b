import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Cognito gives a trigger 5 s, with its cold start, and then calls it again, for a client that has its answer still to
 * come. The last second is for the cold start and the way back.
 */
const ANSWER_MS = 3900;

/** By invocation: an environment may serve several at a time. Milliseconds of `performance.now()`. */
const ends = new AsyncLocalStorage<number>();

/** What the init took of the first invocation's time: where Lambda initializes for an event, Cognito waits for both. */
let spent = 0;

/** @param milliseconds that the first invocation has less */
export function spentBeforeTheFirst(milliseconds: number): void {
  spent = milliseconds;
}

/** An answer that ends in time, whatever its calls come to: together they get no more than is left. */
export function inTime<Event, Answer>(
  answer: (event: Event) => Promise<Answer>,
  milliseconds = ANSWER_MS,
): (event: Event) => Promise<Answer> {
  return event => {
    const end = performance.now() + milliseconds - spent;
    spent = 0;
    return ends.run(end, () => answer(event));
  };
}

/** Milliseconds that a call may still take; without end where nobody waits. */
export function timeLeft(): number {
  return (ends.getStore() ?? Number.POSITIVE_INFINITY) - performance.now();
}

/** Ends a call after this time, or when the invocation's is over. */
export function signalIn(milliseconds: number): AbortSignal {
  return AbortSignal.timeout(Math.max(0, Math.floor(Math.min(milliseconds, timeLeft()))));
}

/** Waits, for no longer than the invocation has. */
export async function pause(milliseconds: number): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, Math.min(milliseconds, timeLeft())));
}
