import { logFault } from '../log-fault.ts';
import { SettingsError } from '../settings/checks.ts';
import { isRecord } from '../trigger/event.ts';
import { PublicError } from '../trigger/public-error.ts';

/**
 * Refuses tokens that did not come of the flow. Cognito calls this trigger for every token, and names where it comes
 * from: a sign-in that went around define (managed login, or a new password that Cognito took without asking define)
 * has a source of its own. Whatever is let through is given back as it came.
 *
 * @param readSources gives the allowed sources, once, at the cold start
 */
export function tokenGuard(readSources: () => readonly string[]) {
  const sources = atColdStart(readSources);
  return async (event: unknown): Promise<object> => {
    if (sources instanceof SettingsError) {
      logFault({ message: sources.message });
      throw new PublicError('Sign-in is not available');
    }
    const { triggerSource } = Object(event);
    if (!isRecord(event) || typeof triggerSource !== 'string' || !sources.includes(triggerSource)) {
      console.warn({ message: 'Tokens are refused.', source: String(triggerSource).slice(0, 64) });
      throw new PublicError('Sign-in is not available');
    }
    return event;
  };
}

function atColdStart(readSources: () => readonly string[]): readonly string[] | SettingsError {
  try {
    return readSources();
  } catch (error) {
    return error instanceof SettingsError ? error : new SettingsError(`The function did not start: ${error}`);
  }
}
