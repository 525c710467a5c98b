import { PublicError } from './public-error.ts';

/**
 * The shell of every function: reads the event, and has it answered. What goes wrong is the operator's to know; whoever called
 * the function gets one of a few texts.
 *
 * @param read parses an event; undefined for one that needs no answer. @throws PublicError for an event of another kind
 * @param fault logs what went wrong, and gives the error that the caller is told
 */
export function shell<Known, Answer>(
  read: (event: unknown) => Known | undefined,
  answer: (known: Known) => Answer | Promise<Answer>,
  fault: (error: unknown, known: Known) => Error,
) {
  return async (event: unknown): Promise<Answer | undefined> => {
    const known = read(event);
    try {
      return known && (await answer(known));
    } catch (error) {
      throw error instanceof PublicError ? error : fault(error, known as Known);
    }
  };
}
