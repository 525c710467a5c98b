import { createHash } from 'node:crypto';
import { AwsError, type Caller } from '../aws-service.ts';
import type { Deployment, LambdaFunction } from '../deployment.ts';
import { type Decision, evaluate } from '../iam/evaluate.ts';
import { functionPolicy } from '../iam/function-policy.ts';
import type { Context } from '../iam/policy.ts';
import type { Request, ResourcePolicy, RoleSession } from '../iam/request.ts';

export interface Iam {
  /** Environment variables with the credentials of a function's role, as Lambda sets them. */
  readonly credentialsFor: (fn: LambdaFunction) => Record<string, string>;
  /**
   * @param requests all that AWS authorises for a call
   * @throws AwsError as AWS does when the policies do not allow the caller one of them
   */
  readonly authorize: (caller: Caller, ...requests: readonly Request[]) => void;
  /** The same for what Lambda does with a function's role, in its own time. @throws AwsError */
  readonly authorizeRole: (fn: LambdaFunction, ...requests: readonly Request[]) => void;
  /** ARN of the role's session that a function calls with; undefined for other callers. */
  readonly sessionArn: (caller: Caller) => string | undefined;
  /** The policy of a function, or of the version or alias in the ARN. */
  readonly functionPolicy: (arn: string) => ResourcePolicy;
}

/** Something that a function was allowed to do. */
export interface AllowedCall extends Request {
  readonly functionName: string;
}

export type IamOptions = Pick<Deployment, 'region' | 'functions' | 'roles' | 'permissions'> & {
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly onAllowed?: (call: AllowedCall) => void;
};

/**
 * Lets a function do only what the policies allow its role, so that a missing permission shows here and
 * not on AWS. Callers without a role here may do everything: people and tests on this machine, and functions that
 * another deployment would have.
 */
export function createIam({ region, functions, roles, permissions, now, onAllowed }: IamOptions): Iam {
  const callers = new Map(functions.map(fn => [accessKeyId(fn), fn]));

  function sessionOf(fn: LambdaFunction): RoleSession {
    const { policies = [], permissionsBoundary } = roles.find(({ arn }) => arn === fn.roleArn) ?? {};
    const sessionArn = `${assumed(fn.roleArn)}/${fn.name}`;
    return {
      kind: 'role',
      roleArn: fn.roleArn,
      sessionArn,
      policies,
      ...(permissionsBoundary && { permissionsBoundary }),
    };
  }

  /** What IAM knows of every call. */
  const ofEveryCall = (): Context => ({
    'aws:RequestedRegion': region,
    'aws:ViaAWSService': 'false',
    'aws:CurrentTime': new Date(now()).toISOString(),
    'aws:EpochTime': String(Math.floor(now() / 1000)),
  });

  function judge(fn: LambdaFunction, requests: readonly Request[], more: Context): void {
    const session = sessionOf(fn);
    for (const given of requests) {
      const request = { ...given, context: { ...ofEveryCall(), ...more, ...given.context } };
      const decision = evaluate(session, request);
      if (!decision.isAllowed) throw accessDenied(session.sessionArn, request, decision);
      onAllowed?.({ functionName: fn.name, ...request });
    }
  }

  return {
    credentialsFor: fn => ({
      AWS_ACCESS_KEY_ID: accessKeyId(fn),
      AWS_SECRET_ACCESS_KEY: 'local-secret-access-key',
      AWS_SESSION_TOKEN: 'local-session-token',
    }),
    authorize: (caller, ...requests) => {
      const fn = callers.get(caller.accessKeyId ?? '');
      for (const { resource } of fn ? requests : []) requireRegion(caller.region ?? region, resource);
      // https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html
      if (fn)
        judge(fn, requests, {
          'lambda:SourceFunctionArn': fn.arn,
          'aws:RequestedRegion': caller.region ?? region,
        });
    },
    authorizeRole: (fn, ...requests) => judge(fn, requests, {}),
    sessionArn: ({ accessKeyId = '' }) => {
      const fn = callers.get(accessKeyId);
      return fn && sessionOf(fn).sessionArn;
    },
    functionPolicy: arn => ({ policy: functionPolicy(arn, permissions), isRequired: false }),
  };
}

/** A service knows what is in its own region, and takes signatures for no other. The wording is each service's own on AWS. */
function requireRegion(signedFor: string, resource: string): void {
  const [arn, , , region] = resource.split(':');
  if (arn === 'arn' && region && region !== '*' && region !== signedFor)
    throw new AwsError(
      'ResourceNotFoundException',
      `${resource} is not in ${signedFor}, which the call is for.`,
    );
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
function accessDenied(
  who: string,
  { action, resource }: Request,
  decision: Exclude<Decision, { isAllowed: true }>,
) {
  const { by, isExplicit } = decision;
  const article = by.startsWith('identity') ? 'an' : 'a';
  const why = isExplicit
    ? `with an explicit deny in ${article} ${by}`
    : `because no ${by} allows the ${action} action`;
  return new AwsError(
    'AccessDeniedException',
    `User: ${who} is not authorized to perform: ${action} on resource: ${resource} ${why}`,
  );
}

/** `arn:aws:iam::…:role/path/name` as the beginning of its sessions' ARNs, which have no path. */
function assumed(roleArn: string): string {
  const name = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  return `${roleArn.split(':role/')[0]?.replace(':iam:', ':sts:')}:assumed-role/${name}`;
}

/** Shaped as the key of an assumed role. */
function accessKeyId(fn: LambdaFunction): string {
  return `ASIA${createHash('sha256').update(fn.arn).digest('hex').slice(0, 16).toUpperCase()}`;
}
