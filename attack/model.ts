import { explore } from './model/explore.ts';
import { long, short } from './model/scenarios.ts';
import type { Scenario } from './model/state.ts';
import type { Part } from './part.ts';

/** Above this a scenario is no longer looked at as a whole, which counts as a fault of the scenario. */
const MOST_STATES = 5_000_000;

/**
 * Looks at every state that a few sign-ins, calls and messages can come to, with the product's own functions between
 * any two calls into the network: for `npm run attack -- model`.
 */
export const model: Part = {
  name: 'model',
  what: 'every order of the network calls of repeated, parallel and dying functions',
  run: async (log, size) => {
    const scenarios: readonly Scenario[] = size === 'long' ? [...short, ...long] : short;
    const succeeded: string[] = [];
    let [states, steps] = [0, 0];
    for (const scenario of scenarios) {
      const { name, what } = scenario;
      const { broken, isWhole, ...counts } = await explore(scenario, MOST_STATES);
      states += counts.states;
      steps += counts.steps;
      log(`${name}: ${what}: ${counts.states} states, ${counts.steps} steps`);
      if (broken) succeeded.push(`${name}: ${broken.rule}: ${broken.what}, by ${broken.way.join('; ')}`);
      else if (!isWhole) succeeded.push(`${name}: there are more than ${MOST_STATES} states.`);
    }
    return { figures: { scenarios: scenarios.length, states, steps }, succeeded };
  },
};
