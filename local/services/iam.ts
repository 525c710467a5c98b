import { createHash } from 'node:crypto';
import { AwsError, type Caller } from '../aws-service.ts';
import type { LambdaFunction, Role } from '../deployment.ts';

export interface Iam {
  /** Environment variables with the credentials of a function's role, as Lambda sets them. */
  readonly credentialsFor: (fn: LambdaFunction) => Record<string, string>;
  /** @throws AwsError as AWS does when no policy of the caller's role allows the action on the resource */
  readonly authorize: (caller: Caller, action: string, resource: string) => void;
}

/**
 * Lets a function do what its role's policies allow, and nothing else, so that a missing permission shows here and
 * not on AWS. Callers without a role are people and tests on this machine: they may do everything.
 */
export function createIam(functions: readonly LambdaFunction[], roles: readonly Role[]): Iam {
  const callers = new Map(functions.map(fn => [accessKeyId(fn), fn]));
  return {
    credentialsFor: fn => ({
      AWS_ACCESS_KEY_ID: accessKeyId(fn),
      AWS_SECRET_ACCESS_KEY: 'local-secret-access-key',
      AWS_SESSION_TOKEN: 'local-session-token',
    }),
    authorize: (caller, action, resource) => {
      const fn = callers.get(caller.accessKeyId ?? '');
      if (!fn) return;
      const statements = (roles.find(role => role.arn === fn.roleArn)?.statements ?? []).filter(
        ({ actions, resources }) =>
          actions.some(pattern => matches(pattern, action)) &&
          resources.some(pattern => matches(pattern, resource)),
      );
      const denied = statements.some(({ effect }) => effect === 'Deny');
      if (statements.length > 0 && !denied) return;
      const who = `${fn.roleArn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/${fn.name}`;
      const why = denied
        ? 'with an explicit deny in an identity-based policy'
        : `because no identity-based policy allows the ${action} action`;
      throw new AwsError(
        'AccessDeniedException',
        `User: ${who} is not authorized to perform: ${action} on resource: ${resource} ${why}`,
      );
    },
  };
}

/** Shaped as the key of an assumed role. */
function accessKeyId(fn: LambdaFunction): string {
  return `ASIA${createHash('sha256').update(fn.arn).digest('hex').slice(0, 16).toUpperCase()}`;
}

/** `*` and `?` as in IAM; letter case counts in resources, and does no harm in actions. */
function matches(pattern: string, value: string): boolean {
  const literal = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replace(/\*/g, '.*').replace(/\?/g, '.')}$`, 's').test(value);
}
