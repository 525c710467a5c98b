import { atColdStart, triggerFault, unavailable } from '../handlers/cold-start.ts';
import { shell } from '../handlers/shell.ts';
import { isRecord } from '../records.ts';

/**
 * Refuses tokens that did not come from the flow. Cognito calls this trigger for every token, and names where it comes
 * from: a sign-in that went around define (managed login, or a new password that Cognito took without asking define)
 * has its own source. What passes is returned unchanged.
 *
 * @param readSources gives the allowed sources, once, at the cold start
 */
export function tokenGuard(readSources: (settings: string | undefined) => readonly string[]) {
  const ready = atColdStart(readSources);
  return shell(
    (event): { event: unknown; trace?: string } => ({ event }),
    async ({ event }) => {
      const sources = await ready();
      const { triggerSource } = Object(event);
      if (isRecord(event) && sources.some(source => source === triggerSource)) return event;
      console.warn({ message: 'Tokens are refused.', source: String(triggerSource).slice(0, 64) });
      throw unavailable();
    },
    triggerFault,
  );
}
