import { SettingsError } from '../settings/checks.ts';
import { readEvent, type TriggerEvent } from './event.ts';
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
  const built = atColdStart(build);
  return async (event: unknown): Promise<object> => {
    const answer = await built;
    if (answer instanceof SettingsError) {
      console.error({ message: answer.message });
      throw unavailable();
    }
    const known = readEvent(event, triggerSource, ...otherNames);
    if (!known) {
      console.warn({ message: `Not a ${triggerSource} event.` });
      throw new PublicError('The request is not valid');
    }
    try {
      return { ...(event as object), response: await answer(known) };
    } catch (error) {
      if (error instanceof PublicError) throw error;
      console.error({ message: 'The trigger failed.', error: String(error) });
      throw unavailable();
    }
  };
}

/** Thrown here, an error would reach the end user with its text. So it is kept, and told to the operator at each call. */
async function atColdStart(build: Build): Promise<Answer | SettingsError> {
  try {
    return await build(process.env.CHALLENGE_SETTINGS);
  } catch (error) {
    return error instanceof SettingsError ? error : new SettingsError(`The function did not start: ${error}`);
  }
}

const unavailable = () => new PublicError('Sign-in is not available');
