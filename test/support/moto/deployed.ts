import { GetKeyPolicyCommand, ListAliasesCommand } from '@aws-sdk/client-kms';
import type { Deployment, HmacKey, LambdaFunction, Role, Table } from '../../../local/deployment.ts';
import { parsePolicy } from '../../../local/iam/parse-policy.ts';
import type { Policy } from '../../../local/iam/policy.ts';
import type { MotoApi } from './api.ts';
import { readFunction, readPermissions } from './deployed-functions.ts';
import { readClients, readUserPool } from './deployed-user-pool.ts';

/**
 * Reads back from the account what signs users of a pool in: the pool, its clients, the functions that it calls with
 * their packages, who may invoke them, their roles, and the keys and tables that their settings name.
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
    tables: await readTables(api, functions),
    // Cognito waits for what it calls.
    eventInvokeConfigs: [],
    subscriptionFilters: [],
    eventRules: [],
  };
}

async function readRole(api: MotoApi, arn: string): Promise<Role> {
  const RoleName = arn.slice(arn.lastIndexOf('/') + 1);
  const names = await api.iam('ListRolePolicies', { RoleName }, 'member');
  const documents = names.map(PolicyName =>
    api.iam('GetRolePolicy', { RoleName, PolicyName }, 'PolicyDocument'),
  );
  const [boundary] = await api.iam('GetRole', { RoleName }, 'PermissionsBoundaryArn');
  return {
    arn,
    policies: (await Promise.all(documents)).flat().map(toPolicy),
    ...(boundary && { permissionsBoundary: await readManagedPolicy(api, boundary) }),
  };
}

async function readManagedPolicy(api: MotoApi, PolicyArn: string): Promise<Policy> {
  const [VersionId = ''] = await api.iam('GetPolicy', { PolicyArn }, 'DefaultVersionId');
  const [document = ''] = await api.iam('GetPolicyVersion', { PolicyArn, VersionId }, 'Document');
  return toPolicy(document);
}

const toPolicy = (document: string): Policy => parsePolicy(decodeURIComponent(document), 'identity');

async function readKeys({ kms }: MotoApi, functions: readonly LambdaFunction[]): Promise<HmacKey[]> {
  const read = [...settingsOf(functions, 'keyId')].map(async arn => {
    const { Aliases = [] } = await kms.send(new ListAliasesCommand({ KeyId: arn }));
    const { Policy: text = '' } = await kms.send(
      new GetKeyPolicyCommand({ KeyId: arn, PolicyName: 'default' }),
    );
    return {
      arn,
      aliases: Aliases.flatMap(({ AliasName }) => AliasName ?? []),
      policy: parsePolicy(text, 'resource'),
    };
  });
  return Promise.all(read);
}

interface DescribedTable {
  readonly TableName: string;
  readonly TableArn: string;
  readonly KeySchema: readonly { readonly AttributeName: string }[];
  readonly AttributeDefinitions: readonly { readonly AttributeType: Table['hashKeyType'] }[];
  readonly SSEDescription?: { readonly SSEType?: string; readonly KMSMasterKeyArn?: string };
}

async function readTables(api: MotoApi, functions: readonly LambdaFunction[]): Promise<Table[]> {
  const read = [...settingsOf(functions, 'ledgerTable')].map(async TableName => {
    const { Table } = await api.dynamodb<{ Table: DescribedTable }>('DescribeTable', { TableName });
    const { TimeToLiveDescription: ttl } = await api.dynamodb<{
      TimeToLiveDescription: { AttributeName?: string };
    }>('DescribeTimeToLive', { TableName });
    return {
      name: Table.TableName,
      arn: Table.TableArn,
      hashKey: Table.KeySchema[0]?.AttributeName ?? '',
      hashKeyType: Table.AttributeDefinitions[0]?.AttributeType ?? 'S',
      ...(ttl.AttributeName && { ttlAttribute: ttl.AttributeName }),
      ...(Table.SSEDescription?.KMSMasterKeyArn && { kmsKeyArn: Table.SSEDescription.KMSMasterKeyArn }),
    };
  });
  return Promise.all(read);
}

/** What the functions' settings say of something, each once. */
function settingsOf(functions: readonly LambdaFunction[], name: string): Set<string> {
  const settings = functions.map(fn => JSON.parse(fn.environment.CHALLENGE_SETTINGS ?? '{}')[name]);
  return new Set(settings.filter(value => typeof value === 'string'));
}
