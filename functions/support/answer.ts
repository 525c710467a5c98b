import type { UpdateItem } from '../aws/dynamodb.ts';
import { clearingIn } from '../ledger/clearing.ts';
import type { GenerateMac } from '../question/epoch-key.ts';
import { guessedName, pseudonyms } from '../question/stable-key.ts';
import type { Clock } from '../time.ts';
import { readRequest } from './request.ts';
import type { SupportSettings } from './settings.ts';
import { type Traces, tracesOf } from './trace.ts';
import { type Unblocked, unblock } from './unblock.ts';

export interface SupportWorld {
  readonly now: Clock;
  readonly generateMac: GenerateMac;
  readonly updateItem: UpdateItem;
}

/**
 * Does what an operator asks. The log says what was done for whom, by the name that the other logs have for the user; who asked,
 * Lambda does not tell a function, and CloudTrail does.
 */
export function support(settings: SupportSettings, world: SupportWorld) {
  const { keyId, userPoolId, ledgerTable } = settings;
  const pseudonym = pseudonyms(keyId, world.generateMac);
  const clearing = ledgerTable ? clearingIn(ledgerTable, world.updateItem) : undefined;
  return async (event: unknown): Promise<Traces | Unblocked> => {
    const now = Math.floor(world.now() / 1000);
    const request = readRequest(event, now);
    if (request.action === 'trace') {
      const traces = await tracesOf(request, settings, world.generateMac);
      const guesses = await guessedName(pseudonym, { userPoolId, userName: request.username });
      // A warning, so that it leaves a line also where the lines of sign-ins are hidden (`log_level`).
      console.warn({ message: 'Traces were looked up.', guesses, hours: traces.hours.length });
      return traces;
    }
    const unblocked = await unblock(request, { settings, clearing, pseudonym, now });
    console.warn({ message: 'A user was unblocked.', ...unblocked });
    return unblocked;
  };
}
