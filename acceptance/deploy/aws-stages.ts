import { setTimeout as sleep } from 'node:timers/promises';
import { callJson, invokeFunction, type Target } from '../aws/call.ts';
import { keptIn } from '../aws/kept.ts';
import type { Exchange } from '../client/observed-client.ts';
import { observedClient } from '../client/observed-client.ts';
import type { Pace, Stage } from '../stage.ts';
import type { ConfigurationName } from './configurations.ts';
import { functionArn, helperNames } from './names.ts';
import type { Run, StageOutput } from './root.ts';

export interface StageOptions {
  readonly run: Run;
  readonly target: Target;
  readonly pace: Pace;
  readonly signal: AbortSignal;
  readonly observe: (exchange: Exchange) => void;
}

/** A stage from what Terraform says of it. */
export function awsStage(
  name: ConfigurationName,
  { userPoolId, clientIds, functionNames }: StageOutput,
  options: StageOptions,
): Stage {
  const { run, target, pace, signal, observe } = options;
  const { region, accountId } = run.place;
  const pause = async (ms: number) => void (await sleep(ms, undefined, { signal }));
  const cognito = observedClient(target, observe);
  return {
    ...{ name, region, accountId, userPoolId, pace, cognito, runName: run.name },
    kept: keptIn(target, helperNames(run.name).table, userPoolId),
    clientId: client => named(clientIds, client),
    logLines: async id => {
      const { events } = await callJson<{ events: { message: string }[] }>(
        target,
        'logs',
        'Logs_20140328.FilterLogEvents',
        { logGroupName: `/aws/lambda/${named(functionNames, id)}` },
      );
      return events.map(({ message }) => message);
    },
    invoke: (helper, event) => invokeFunction(target, functionArn(run.place, `${run.name}-${helper}`), event),
    sleep: pause,
    now: Date.now,
    pass: pause,
  };
}

/** @throws Error for a name that is not there */
export function named<Value>(names: Readonly<Record<string, Value>>, name: string): Value {
  const found = names[name];
  if (found === undefined)
    throw new Error(`Unknown: ${name}. Choose one of ${Object.keys(names).join(', ')}.`);
  return found;
}
