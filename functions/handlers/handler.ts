import { readEvent, type TriggerEvent } from '../event/event.ts';
import { logFault } from '../log-fault.ts';
import { atColdStart, unavailable } from './cold-start.ts';
import { PublicError } from './public-error.ts';

type Response = Readonly<Record<string, unknown>>;
type Answer = (event: TriggerEvent) => Response | Promise<Response>;
type Build = (settings: string | undefined) => Answer | Promise<Answer>;

/**
 * The shell of a trigger: checks the event, calls the answer, and gives the event back with its response filled in.
 * What goes wrong is logged for the operator; the end user gets one of two texts.
 *
 * @param build makes the answer from `CHALLENGE_SETTINGS`, once, at the cold start
 * @param otherNames what AWS's pages call the trigger besides
 */
export function trigger(triggerSource: string, build: Build, ...otherNames: readonly string[]) {
  const ready = atColdStart(build);
  return async (event: unknown): Promise<object> => {
    const answer = await ready();
    const known = readEvent(event, triggerSource, ...otherNames);
    if (!known) {
      console.warn({ message: `Not a ${triggerSource} event.` });
      throw new PublicError('The request is not valid');
    }
    try {
      return { ...(event as object), response: await answer(known) };
    } catch (error) {
      if (error instanceof PublicError) throw error;
      logFault({ message: 'The trigger failed.', error: String(error) });
      throw unavailable();
    }
  };
}
