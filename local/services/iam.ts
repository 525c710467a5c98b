import { createHash } from 'node:crypto';
import { AwsError, type Caller } from '../aws-service.ts';
import type { LambdaFunction, Role } from '../deployment.ts';

export interface Iam {
  /** Environment variables with the credentials of a function's role, as Lambda sets them. */
  readonly credentialsFor: (fn: LambdaFunction) => Record<string, string>;
  /**
   * @param resource what is acted on; several are names of one thing, of which the first one is told
   * @throws AwsError as AWS does when no policy of the caller's role allows the action on the resource, or one denies it
   */
  readonly authorize: (caller: Caller, action: string, ...resource: readonly [string, ...string[]]) => void;
}

/** Something that a function was allowed to do. */
export interface AllowedCall {
  readonly functionName: string;
  readonly action: string;
}

/**
 * Lets a function do what its role's policies allow, and nothing else, so that a missing permission shows here and
 * not on AWS. Callers without a role here may do everything: people and tests on this machine, and functions that
 * another deployment would have.
 */
export function createIam(
  functions: readonly LambdaFunction[],
  roles: readonly Role[],
  onAllowed?: (call: AllowedCall) => void,
): Iam {
  const callers = new Map(functions.map(fn => [accessKeyId(fn), fn]));
  return {
    credentialsFor: fn => ({
      AWS_ACCESS_KEY_ID: accessKeyId(fn),
      AWS_SECRET_ACCESS_KEY: 'local-secret-access-key',
      AWS_SESSION_TOKEN: 'local-session-token',
    }),
    authorize: (caller, action, ...names) => {
      const fn = callers.get(caller.accessKeyId ?? '');
      if (!fn) return;
      const statements = (roles.find(role => role.arn === fn.roleArn)?.statements ?? []).filter(
        ({ actions, resources }) =>
          actions.some(pattern => matches(pattern.toLowerCase(), action.toLowerCase())) &&
          resources.some(pattern => names.some(name => matches(pattern, name))),
      );
      const denied = statements.some(({ effect }) => effect === 'Deny');
      if (statements.length > 0 && !denied) {
        onAllowed?.({ functionName: fn.name, action });
        return;
      }
      const who = `${fn.roleArn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/${fn.name}`;
      const why = denied
        ? 'with an explicit deny in an identity-based policy'
        : `because no identity-based policy allows the ${action} action`;
      throw new AwsError(
        'AccessDeniedException',
        `User: ${who} is not authorized to perform: ${action} on resource: ${names[0]} ${why}`,
      );
    },
  };
}

/** Shaped as the key of an assumed role. */
function accessKeyId(fn: LambdaFunction): string {
  return `ASIA${createHash('sha256').update(fn.arn).digest('hex').slice(0, 16).toUpperCase()}`;
}

/** `*` and `?` as in IAM. Letter case counts in resources, and not in actions. */
function matches(pattern: string, value: string): boolean {
  const literal = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replace(/\*/g, '.*').replace(/\?/g, '.')}$`, 's').test(value);
}
