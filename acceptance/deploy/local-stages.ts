import { setTimeout as sleep } from 'node:timers/promises';
import { readDeployment } from '../../local/deployment/read-deployment.ts';
import type { Deployment } from '../../local/deployment.ts';
import { startLocalAws } from '../../local/local-aws.ts';
import { synthesizeModule } from '../../modules/build-module.ts';
import { invokeFunction } from '../aws/call.ts';
import { keptIn } from '../aws/kept.ts';
import { observedClient } from '../client/observed-client.ts';
import type { Stage } from '../stage.ts';
import { named, type StageOptions } from './aws-stages.ts';
import { type ConfigurationName, inputsOf, isProbe } from './configurations.ts';
import { functionArn, helperNames, type Place } from './names.ts';
import { devicesPoolOf, givenBy, helpersOf, poolName, probeOf, type Run } from './root.ts';

/** Where the local AWS is. */
export const LOCAL_PLACE: Place = { region: 'us-east-1', accountId: '123456789012', partition: 'aws' };

export interface OpenStage {
  readonly stage: Stage;
  close(): Promise<void>;
}

/**
 * A stage on this machine: the same Terraform, of the built module and of the helpers, read by the local AWS.
 *
 * @param modulePath the built module, whose packages run
 * @throws ConfigurationError for what the local AWS does not model
 */
export async function openLocalStage(
  name: ConfigurationName,
  modulePath: string,
  { run, pace, signal, observe }: Omit<StageOptions, 'target'>,
): Promise<OpenStage> {
  const deployment = readLocal(name, modulePath, run);
  const lines = new Map<string, string[]>();
  let ahead = 0;
  const local = await startLocalAws({
    deployment,
    now: () => Date.now() + ahead,
    // A slow trigger need not be as slow here as on AWS for Cognito to call again.
    triggerTimeoutMs: Math.min(5000, pace.slowMs * 0.8),
    onLog: (functionName, line) => lines.set(functionName, [...(lines.get(functionName) ?? []), line]),
  });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const target = { region: LOCAL_PLACE.region, endpoint: local.endpoint, credentials };
  const clientIds = Object.fromEntries(deployment.clients.map(client => [client.name, client.id]));
  const stage: Stage = {
    ...{ name, pace, runName: run.name, region: LOCAL_PLACE.region, accountId: LOCAL_PLACE.accountId },
    userPoolId: deployment.userPool.id,
    cognito: observedClient(target, observe),
    kept: keptIn(target, helperNames(run.name).table, deployment.userPool.id),
    clientId: client => named(clientIds, client),
    logLines: async id => lines.get(`${poolName(run, name)}-${id.replaceAll('_', '-')}`) ?? [],
    invoke: (helper, event) =>
      invokeFunction(target, functionArn(LOCAL_PLACE, `${run.name}-${helper}`), event),
    sleep: async ms => void (await sleep(ms, undefined, { signal })),
    now: () => Date.now() + ahead,
    pass: async ms => {
      ahead += ms;
    },
  };
  return { stage, close: () => local.close() };
}

function readLocal(name: ConfigurationName, modulePath: string, run: Run): Deployment {
  const options = { modulePath, region: LOCAL_PLACE.region };
  if (isProbe(name)) return readDeployment([helpersOf(run), probeOf(run, name)], options);
  // A configuration that makes its own pool has no other, and one pool is all that the local AWS reads.
  const existing = name === 'devices' ? [devicesPoolOf(run)] : [];
  const arn = existing.length > 0 ? readDeployment(existing, options).userPool.arn : '';
  const variables = { name: poolName(run, name), ...inputsOf(name, givenBy(run, arn)) };
  return readDeployment([synthesizeModule(), helpersOf(run), ...existing], { ...options, variables });
}
