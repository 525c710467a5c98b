import { ListAliasesCommand } from '@aws-sdk/client-kms';
import type { Deployment, HmacKey, LambdaFunction, Role } from '../../../local/deployment.ts';
import type { MotoApi } from './api.ts';
import { readFunction, readPermissions } from './deployed-functions.ts';
import { readClients, readUserPool } from './deployed-user-pool.ts';

/**
 * Reads back from the account what signs users of a pool in: the pool, its clients, the functions that it calls with
 * their packages, who may invoke them, their roles, and the keys that their settings name.
 *
 * @param folder where the packages go
 */
export async function readDeployed(api: MotoApi, userPoolId: string, folder: string): Promise<Deployment> {
  const userPool = await readUserPool(api, userPoolId);
  const [, , , region = '', accountId = ''] = userPool.arn.split(':');
  const arns = Object.values(userPool.lambdaConfig);
  const functions = await Promise.all(arns.map(arn => readFunction(api, arn, folder)));
  return {
    region,
    accountId,
    userPool,
    functions,
    clients: await readClients(api, userPoolId),
    permissions: (await Promise.all(arns.map(arn => readPermissions(api, arn)))).flat(),
    roles: await Promise.all(functions.map(({ roleArn }) => readRole(api, roleArn))),
    keys: await readKeys(api, functions),
  };
}

async function readRole(api: MotoApi, arn: string): Promise<Role> {
  const RoleName = arn.slice(arn.lastIndexOf('/') + 1);
  const names = await api.iam('ListRolePolicies', { RoleName }, 'member');
  const documents = names.map(PolicyName =>
    api.iam('GetRolePolicy', { RoleName, PolicyName }, 'PolicyDocument'),
  );
  const statements = (await Promise.all(documents)).flat().flatMap(document => {
    const { Statement }: { Statement: RoleStatement[] } = JSON.parse(decodeURIComponent(document));
    return Statement.map(({ Effect, Action, Resource }) => ({
      effect: Effect,
      actions: [Action].flat(),
      resources: [Resource].flat(),
    }));
  });
  return { arn, statements };
}

interface RoleStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | string[];
  readonly Resource: string | string[];
}

async function readKeys({ kms }: MotoApi, functions: readonly LambdaFunction[]): Promise<HmacKey[]> {
  const settings = functions.map(fn => JSON.parse(fn.environment.CHALLENGE_SETTINGS ?? '{}'));
  const arns = new Set(settings.map(({ keyId }: { keyId: string }) => keyId));
  const read = [...arns].map(async arn => {
    const { Aliases = [] } = await kms.send(new ListAliasesCommand({ KeyId: arn }));
    return { arn, aliases: Aliases.flatMap(({ AliasName }) => AliasName ?? []) };
  });
  return Promise.all(read);
}
