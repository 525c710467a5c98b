import { disagreements, enumeratedFlows } from '../test/support/enumerated-flows.ts';
import { everyLetter, oneOfEach } from '../test/support/every-session.ts';
import { findings, type Part } from './part.ts';

/**
 * Every session that an attacker might bring about, up to a length: 16 entries at each place, of which some are what
 * Cognito and create write, and others what nobody writes. What should become of them is said by regular expressions
 * (test/support/sessions-oracle.ts).
 */
export const sessions: Part = {
  name: 'sessions',
  what: 'every session against what define makes of it: tokens only where each step was passed, in order',
  run: async (log, size) => {
    const found = findings();
    let count = 0;
    for (const [title, flow] of Object.entries(enumeratedFlows)) {
      const letters = everyLetter(flow.metadata);
      const long = disagreements(flow, oneOfEach(letters, flow.letters), size === 'long' ? 5 : 3);
      const wide = disagreements(flow, letters, 2);
      count += long.sessions + wide.sessions;
      for (const each of [...long.disagreements, ...wide.disagreements]) found.add(`${title}: ${each}`);
      log(`${title}: ${count.toLocaleString('en')} sessions so far`);
    }
    // Each as it is, and with an action of the client's.
    return { figures: { sessions: count, decisions: 2 * count }, succeeded: found.list() };
  },
};
