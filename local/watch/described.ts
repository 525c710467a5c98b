/** The server and its inputs, as the console shows them. */

import { parseSettings } from '../../functions/settings/settings.ts';
import { SettingsError } from '../../functions/settings/settings-error.ts';
import type { JsonObject } from '../aws-service.ts';
import type { DemoUser } from '../demo/demo-user.ts';
import type { Deployment } from '../deployment.ts';
import { moduleBlock } from './hcl.ts';
import type { Inputs, Server } from './protocol.ts';

/** Where docs/module.md has the module. */
const SOURCE = './terraform-aws-cognito-challenge';

export const inputsOf = (values: JsonObject): Inputs => ({
  values,
  terraform: moduleBlock('sign_in', SOURCE, values),
});

export function serverOf(deployment: Deployment, endpoint: string, demoUser: DemoUser | undefined): Server {
  const { region, userPool, clients } = deployment;
  return {
    ...{ endpoint, region, userPoolId: userPool.id },
    clientIds: Object.fromEntries(clients.map(({ name, id }) => [name, id])),
    demoUser: demoUser ?? null,
    flow: flowOf(deployment),
  };
}

/** All functions of the module have the same settings. */
function flowOf({ functions }: Deployment): Server['flow'] {
  const json = functions.find(({ environment }) => environment.CHALLENGE_SETTINGS)?.environment
    .CHALLENGE_SETTINGS;
  if (json === undefined) return [];
  try {
    return parseSettings(json).flow.map(({ name, challenges }) => ({ name, challenges }));
  } catch (error) {
    // The functions say so themselves, when they are called.
    if (error instanceof SettingsError) return [];
    throw error;
  }
}
