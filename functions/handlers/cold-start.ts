import { logFault, stackOf } from '../log-fault.ts';
import { SettingsError } from '../settings/settings-error.ts';
import { PublicError } from './public-error.ts';

/** What the end user is told of whatever goes wrong on our side. */
export const unavailable = () => new PublicError('Sign-in is not available');

/**
 * Builds something from `CHALLENGE_SETTINGS`, once, at the cold start. Thrown there, an error would reach the end user
 * with its text. So it waits, and is thrown at each call, for `triggerFault` to tell the operator.
 *
 * @returns gives what was built; throws a SettingsError where it could not be
 */
export function atColdStart<Built>(
  build: (settings: string | undefined) => Built | Promise<Built>,
): () => Promise<Built> {
  const built = (async () => build(process.env.CHALLENGE_SETTINGS))();
  // Otherwise Node would report an unhandled rejection before the first event asks for it.
  built.catch(() => undefined);
  return () =>
    built.catch(error => {
      if (error instanceof SettingsError) throw error;
      throw new SettingsError(`The function did not start: ${stackOf(error) ?? error}`);
    });
}

/** Tells the operator of a fault in a trigger, and gives what the end user is told. */
export function triggerFault(
  error: unknown,
  { trace }: { readonly trace?: string | undefined },
): PublicError {
  logFault(
    error instanceof SettingsError
      ? { message: error.message, trace }
      : { message: 'The trigger failed.', error: String(error), stack: stackOf(error), trace },
  );
  return unavailable();
}
