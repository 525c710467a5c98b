/** From a synthesized configuration to what the local services run. */

import type { Deployment } from '../deployment.ts';
import { evaluateConfiguration } from '../terraform/configuration.ts';
import { isObject } from '../terraform/value.ts';
import { computedAttributes } from './computed-attributes.ts';
import { readEventRules, readSubscriptionFilters } from './event-sources.ts';
import { fieldsOf } from './fields.ts';
import { readEventInvokeConfigs, readFunctions, readPermissions } from './functions.ts';
import { readKeys } from './keys.ts';
import { withoutEffect } from './modelled.ts';
import { readMonitoring } from './monitoring.ts';
import { type ManagedPolicies, readRoles } from './roles.ts';
import { readTables } from './tables.ts';
import { readUserPool } from './user-pool.ts';
import { readClients } from './user-pool-clients.ts';

/** An account number from AWS's documentation: nobody's. */
const accountId = '123456789012';

export interface DeploymentOptions {
  /** Values of the configuration's variables. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** The folder of the configuration and its zips. */
  readonly modulePath: string;
  /** For a configuration whose provider block names none; us-east-1 otherwise. */
  readonly region?: string;
  /** What the roles have attached and the configuration does not make: documents by the policy's ARN. */
  readonly policies?: ManagedPolicies;
  /** Takes what a plan would warn of, the `check` blocks that do not hold; and what has no effect on this machine. */
  readonly onWarning?: (warning: string) => void;
}

/**
 * @param json the parsed `cdk.tf.json` of a stack, or a list of a module's parsed `*.tf.json` files
 * @throws ConfigurationError for what a plan would refuse, and for what cannot run on this machine
 */
export function readDeployment(json: unknown, options: DeploymentOptions): Deployment {
  const { modulePath, variables = {}, region: fallback = 'us-east-1', policies, onWarning } = options;
  const computed = computedAttributes({ region: fallback, accountId });
  const configuration = evaluateConfiguration(json, { variables, modulePath, computed });
  for (const warning of [...configuration.warnings, ...withoutEffect(configuration)]) onWarning?.(warning);
  const provider = configuration.providers.aws ?? null;
  const userPool = readUserPool(configuration);
  const functions = readFunctions(configuration, modulePath);
  return {
    region:
      (isObject(provider) ? fieldsOf(provider, 'provider "aws"').optionalText('region') : undefined) ??
      fallback,
    accountId,
    userPool,
    clients: readClients(configuration, userPool),
    functions,
    eventInvokeConfigs: readEventInvokeConfigs(configuration, functions),
    subscriptionFilters: readSubscriptionFilters(configuration, functions),
    eventRules: readEventRules(configuration, functions),
    permissions: readPermissions(configuration, functions),
    roles: readRoles(configuration, policies),
    keys: readKeys(configuration),
    tables: readTables(configuration),
    monitoring: readMonitoring(configuration),
  };
}
