/** Runs scenarios, one after another, each stage opened once. */

import type { Exchange } from './client/observed-client.ts';
import type { ConfigurationName } from './deploy/configurations.ts';
import type { OpenStage } from './deploy/local-stages.ts';
import type { Json } from './json.ts';
import type { Progress } from './progress.ts';
import type { Result } from './result.ts';
import type { Scenario } from './scenario.ts';
import type { Stage } from './stage.ts';

export interface RunOptions {
  readonly scenarios: readonly Scenario[];
  /** @param observe takes every call of the Cognito API on that stage */
  readonly open: (name: ConfigurationName, observe: (exchange: Exchange) => void) => Promise<OpenStage>;
  /** Why an error means that this place cannot try it; undefined where it is a failure. */
  readonly notHere: (error: Error) => string | undefined;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

export async function run(options: RunOptions): Promise<readonly Result[]> {
  const { scenarios, open, signal } = options;
  const results: Result[] = [];
  for (const name of new Set(scenarios.map(({ on }) => on))) {
    const those = scenarios.filter(({ on }) => on === name);
    const exchanges: Exchange[] = [];
    let opened: OpenStage | undefined;
    try {
      opened = await open(name, exchange => exchanges.push(exchange));
      for (const scenario of those) {
        if (signal.aborted) return results;
        results.push(await tryOne(scenario, opened.stage, exchanges, options));
      }
    } catch (error) {
      // The stage itself does not start: none of its scenarios can be tried.
      const left = those.filter(scenario => !results.some(result => result.name === scenario.name));
      for (const scenario of left) {
        const result = failed(scenario, error, options);
        options.progress.step(scenario.name, result);
        results.push(result);
      }
    } finally {
      await opened?.close();
    }
  }
  return results;
}

async function tryOne(
  scenario: Scenario,
  stage: Stage,
  exchanges: Exchange[],
  options: RunOptions,
): Promise<Result> {
  const { run: runScenario, ...told } = scenario;
  exchanges.length = 0;
  options.progress.begin(scenario.name);
  await stage.kept.forget();
  let outcome: Pick<Result, 'outcome' | 'answer' | 'why'>;
  try {
    outcome = { outcome: 'answered', answer: await runScenario(stage) };
  } catch (error) {
    outcome = failed(scenario, error, options);
  }
  // Events that a scenario passed over belong to what came before its question.
  const events: readonly Json[] = await stage.kept.events();
  const detail = scenario.answerOnly ? { exchanges: [], events: [] } : { exchanges: [...exchanges], events };
  const result = { ...told, ...outcome, ...detail };
  options.progress.step(scenario.name, result);
  return result;
}

function failed({ run: _, ...told }: Scenario, error: unknown, { notHere }: RunOptions): Result {
  const problem = error instanceof Error ? error : new Error(String(error));
  const why = notHere(problem);
  const outcome = why === undefined ? 'failed' : 'not tried';
  return { ...told, outcome, why: why ?? `${problem.name}: ${problem.message}`, exchanges: [], events: [] };
}
