import { functionName, putMetrics } from '../metrics.ts';
import { PublicError } from './public-error.ts';

/** Of this execution environment's next event: 1 for its first. */
let coldStarts = 1;

/**
 * The shell of every function: reads the event, and has it answered. What goes wrong is the operator's to know; whoever called
 * the function gets one of a few texts. Zeros are counted too: their average is how many events there are of each.
 *
 * @param read parses an event; undefined for one that needs no answer. @throws PublicError for an event of another kind
 * @param fault logs what went wrong, and gives the error that the caller is told
 */
export function shell<Known extends object, Answer>(
  read: (event: unknown) => Known | undefined,
  answer: (known: Known) => Answer | Promise<Answer>,
  fault: (error: unknown, known: Known) => Error,
) {
  return async (event: unknown): Promise<Answer | undefined> => {
    const startedAt = Date.now();
    const counts = { ColdStarts: coldStarts, Faults: 0 };
    coldStarts = 0;
    try {
      const known = read(event);
      try {
        return known && (await answer(known));
      } catch (error) {
        if (error instanceof PublicError) throw error;
        counts.Faults = 1;
        throw fault(error, known as Known);
      }
    } finally {
      const now = Date.now();
      putMetrics({ Duration: now - startedAt, ...counts }, { FunctionName: functionName() }, now);
    }
  };
}
