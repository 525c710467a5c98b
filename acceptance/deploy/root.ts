/** The root module of a run: the built module once for each configuration, the helpers, and the probes' pools. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import {
  type ConfigurationName,
  configurationNames,
  type Given,
  inputsOf,
  isProbe,
  PROBE_CONFIGURATIONS,
} from './configurations.ts';
import { devicesPool } from './devices-pool.ts';
import { helpers } from './helpers.ts';
import { functionArn, helperNames, type Place } from './names.ts';
import type { HelperPackages } from './packages.ts';
import { probePool } from './probe-pool.ts';
import type { TerraformJson } from './terraform-json.ts';

export interface Run {
  /** What every name begins with. */
  readonly name: string;
  readonly place: Place;
  readonly packages: HelperPackages;
  readonly emailFrom: string | undefined;
}

/** What configurations refer to. ARNs are written out, so that plans know them; a pool's has an id of Cognito's in it. */
export function givenBy({ name, place, packages, emailFrom }: Run, devicesPoolArn: string): Given {
  const names = helperNames(name);
  return {
    senderArn: functionArn(place, names.sender),
    riddleArn: functionArn(place, names.riddle),
    riddleCreateArn: functionArn(place, names.riddleCreate),
    riddleVerifyArn: functionArn(place, names.riddleVerify),
    devicesPoolArn,
    ownCreate: packages['own-create'],
    emailFrom,
  };
}

export const poolName = (run: Run, configuration: ConfigurationName): string =>
  `${run.name}-${configuration}`;

/** The table as a configuration that stands alone has to name it. */
export const keptTable = ({ name, place: { partition, region, accountId } }: Run) => {
  const table = helperNames(name).table;
  return { name: table, arn: `arn:${partition}:dynamodb:${region}:${accountId}:table/${table}` };
};

/** Terraform of a probe's pool. */
export const probeOf = (run: Run, configuration: keyof typeof PROBE_CONFIGURATIONS): TerraformJson =>
  probePool(
    poolName(run, configuration),
    PROBE_CONFIGURATIONS[configuration],
    keptTable(run),
    run.packages.probe,
  );

export const devicesPoolOf = (run: Run): TerraformJson => devicesPool(poolName(run, 'devices'), run.place);

export const helpersOf = ({ name, packages, emailFrom }: Run): TerraformJson =>
  helpers(name, packages, emailFrom);

/**
 * Writes it. Terraform's output of it is `StageOutput` by configuration.
 *
 * @param folder the root, which is made
 * @param modulePath the built module
 * @param provider HCL of the provider
 */
export function writeRoot(run: Run, folder: string, modulePath: string, provider: string): void {
  const modules: Record<string, object> = {};
  const write = (name: string, content: TerraformJson) => {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, 'main.tf.json'), `${JSON.stringify(content, null, 2)}\n`);
    modules[name] = { source: `./${name}` };
  };
  write('helpers', helpersOf(run));
  write('devices-pool', devicesPoolOf(run));
  const names = configurationNames(run.emailFrom);
  for (const name of names) {
    if (isProbe(name)) write(name, probeOf(run, name));
    else {
      const source = `./${relative(folder, modulePath)}`;
      modules[name] = {
        source,
        name: poolName(run, name),
        ...inputsOf(name, givenBy(run, '${module.devices-pool.existing_arn}')),
      };
    }
  }
  const root = {
    terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '>= 5.100.0, < 7.0.0' } } },
    module: modules,
    output: Object.fromEntries(
      names.map(name => [
        name,
        {
          value: {
            userPoolId: `\${module.${name}.user_pool_id}`,
            userPoolArn: `\${module.${name}.user_pool_arn}`,
            clientIds: `\${module.${name}.client_ids}`,
            functionNames: `\${module.${name}.function_names}`,
          },
        },
      ]),
    ),
  };
  writeFileSync(join(folder, 'main.tf.json'), `${JSON.stringify(root, null, 2)}\n`);
  writeFileSync(join(folder, 'provider.tf'), provider);
}

/** What a root's output says of a configuration. */
export interface StageOutput {
  readonly userPoolId: string;
  readonly userPoolArn: string;
  readonly clientIds: Readonly<Record<string, string>>;
  /** By id: `deliver_challenge`. */
  readonly functionNames: Readonly<Record<string, string>>;
}
