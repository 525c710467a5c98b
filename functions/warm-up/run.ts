import { inTime, spentBeforeTheFirst } from '../http/time-left.ts';
import type { Need } from './need.ts';

/** All calls end within this, like an event's. */
const MOST_MS = 1500;

/**
 * What is made ready, by what Lambda says of the init (AWS_LAMBDA_INITIALIZATION_TYPE): everything where an event waits for
 * it. A provisioned environment waits for hours: connections would be closed by then, and the hour's key be another. Of any
 * other kind, such as a snapshot, in which keys would be kept, nothing; nor outside of Lambda.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
const isWanted: Readonly<Record<string, (need: Need) => boolean>> = {
  'on-demand': () => true,
  'provisioned-concurrency': ({ lasts }) => lasts,
};

/**
 * Prepares what events need. A failure here is not reported as a fault: nothing is lost, and the event that needs
 * it meets the same error, or does not.
 *
 * @param needs may throw, for settings that are wrong
 */
export async function beforeTheFirst(needs: () => readonly Need[]): Promise<void> {
  const type = process.env.AWS_LAMBDA_INITIALIZATION_TYPE ?? '';
  const wants = isWanted[type];
  if (!wants) return;
  const startedAt = performance.now();
  try {
    const getting = async () =>
      Promise.allSettled(
        needs()
          .filter(wants)
          .map(async ({ get }) => get()),
      );
    for (const got of await inTime(getting, MOST_MS)(undefined))
      if (got.status === 'rejected') tell(got.reason);
  } catch (error) {
    tell(error);
  }
  // Nobody waits for what is provisioned.
  if (type === 'on-demand') spentBeforeTheFirst(performance.now() - startedAt);
}

const tell = (error: unknown) =>
  console.debug({ message: 'Not ready before the event.', error: String(error) });
