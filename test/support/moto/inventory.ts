import { ListUserPoolsCommand } from '@aws-sdk/client-cognito-identity-provider';
import {
  type AliasListEntry,
  DescribeKeyCommand,
  ListAliasesCommand,
  ListKeysCommand,
} from '@aws-sdk/client-kms';
import type { MotoApi } from './api.ts';

/**
 * What there is in the account of the kinds that the module makes, as `user pool acme-sign-in`. A key that waits for
 * its deletion counts as gone: KMS deletes none at once.
 */
export async function inventory(api: MotoApi): Promise<string[]> {
  const { Functions } = await api.lambda<{ Functions: { FunctionName: string }[] }>('functions');
  const named = (kind: string, names: readonly (string | undefined)[]) =>
    names.map(name => `${kind} ${name}`);
  return [
    ...named('user pool', await userPools(api)),
    ...named(
      'function',
      Functions.map(({ FunctionName }) => FunctionName),
    ),
    ...named('role', await api.iam('ListRoles', {}, 'RoleName')),
    ...named('log group', await api.logGroupNames()),
    ...named('table', (await api.dynamodb<{ TableNames: string[] }>('ListTables', {})).TableNames),
    ...named('web ACL', await webAcls(api)),
    ...named('key', await keys(api)),
    ...named('alias', await aliases(api)),
  ].sort();
}

async function userPools({ cognito }: MotoApi): Promise<(string | undefined)[]> {
  const { UserPools = [] } = await cognito.send(new ListUserPoolsCommand({ MaxResults: 60 }));
  return UserPools.map(({ Name }) => Name);
}

async function webAcls({ waf }: MotoApi): Promise<string[]> {
  const { WebACLs } = await waf<{ WebACLs: { Name: string }[] }>('ListWebACLs', { Scope: 'REGIONAL' });
  return WebACLs.map(({ Name }) => Name);
}

/** Without AWS's own, which are there once a service has needed one. */
async function keys({ kms }: MotoApi): Promise<(string | undefined)[]> {
  const { Keys = [] } = await kms.send(new ListKeysCommand({}));
  const { Aliases = [] } = await kms.send(new ListAliasesCommand({}));
  const owned = new Set(Aliases.filter(isOfAws).map(({ TargetKeyId }) => TargetKeyId));
  const described = await Promise.all(
    Keys.filter(({ KeyId }) => !owned.has(KeyId)).map(({ KeyId }) =>
      kms.send(new DescribeKeyCommand({ KeyId })),
    ),
  );
  return described
    .filter(({ KeyMetadata }) => KeyMetadata?.KeyState !== 'PendingDeletion')
    .map(({ KeyMetadata }) => KeyMetadata?.Description);
}

async function aliases({ kms }: MotoApi): Promise<(string | undefined)[]> {
  const { Aliases = [] } = await kms.send(new ListAliasesCommand({}));
  return Aliases.filter(alias => !isOfAws(alias)).map(({ AliasName }) => AliasName);
}

/** `alias/aws/…` are always there. */
const isOfAws = ({ AliasName }: AliasListEntry) => AliasName?.startsWith('alias/aws/') ?? false;
