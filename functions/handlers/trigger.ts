import { readEvent, type TriggerEvent } from '../event/event.ts';
import { atColdStart, triggerFault } from './cold-start.ts';
import { PublicError } from './public-error.ts';
import { shell } from './shell.ts';

type Response = Readonly<Record<string, unknown>>;
type Answer = (event: TriggerEvent) => Response | Promise<Response>;
type Build = (settings: string | undefined) => Answer | Promise<Answer>;

/**
 * A trigger of the flow: checks the event, calls the answer, and gives the event back with its response filled in. The end user
 * is told of a fault in one of two texts.
 *
 * @param build makes the answer from `CHALLENGE_SETTINGS`, once, at the cold start
 * @param otherNames other names for the trigger in AWS's documentation
 */
export function trigger(triggerSource: string, build: Build, ...otherNames: readonly string[]) {
  const ready = atColdStart(build);
  return shell(
    event => {
      const known = readEvent(event, triggerSource, ...otherNames);
      if (known) return known;
      console.warn({ message: `Not a ${triggerSource} event.` });
      throw new PublicError('The request is not valid');
    },
    async known => ({ ...known.original, response: await (await ready())(known) }),
    triggerFault,
  );
}
