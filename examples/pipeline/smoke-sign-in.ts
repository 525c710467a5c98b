/**
 * `npm run smoke`: does a deployed sign-in ask what it should, and nothing less? Status 0 when every check holds.
 *
 * It takes USER_POOL_ID, CLIENT_ID, SMOKE_USERNAME and SMOKE_PASSWORD from the environment, or with `--local URL`
 * all of them from the local server. It calls what any client may call, so it needs no AWS credentials.
 */

import { parseArgs } from 'node:util';
import { checks } from './checks.ts';
import { cognito } from './cognito.ts';
import type { Target } from './sign-in.ts';

async function smoke(): Promise<void> {
  const { values } = parseArgs({ options: { local: { type: 'string' } } });
  const target = values.local ? await localTarget(values.local) : deployedTarget();
  const call = cognito(target.endpoint);
  for (const [name, check] of Object.entries(checks)) {
    try {
      await check(call, target);
      console.log(`ok      ${name}`);
    } catch (error) {
      report(`FAILED  ${name}`, error);
    }
  }
}

function deployedTarget(): Target {
  const userPoolId = variable('USER_POOL_ID');
  const [region] = userPoolId.split('_');
  return {
    endpoint: `https://cognito-idp.${region}.amazonaws.com`,
    userPoolId,
    clientId: variable('CLIENT_ID'),
    username: variable('SMOKE_USERNAME'),
    password: variable('SMOKE_PASSWORD'),
  };
}

async function localTarget(url: string): Promise<Target> {
  const config = (await (await fetch(new URL('/local/config', url))).json()) as {
    endpoint: string;
    userPoolId: string;
    clientIds: Record<string, string>;
    demoUser: { username: string; password: string };
  };
  const [clientId = ''] = Object.values(config.clientIds);
  return { endpoint: config.endpoint, userPoolId: config.userPoolId, clientId, ...config.demoUser };
}

function variable(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set.`);
  return value;
}

function report(what: string, error: unknown): void {
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  console.error(`${what}: ${message}${cause instanceof Error ? ` (${cause.message})` : ''}`);
  process.exitCode = 1;
}

smoke().catch((error: unknown) => report('FAILED', error));
