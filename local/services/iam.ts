import { createHash, randomBytes } from 'node:crypto';
import { AwsError, type Caller } from '../aws-service.ts';
import type { Deployment, LambdaFunction } from '../deployment.ts';
import { type Decision, evaluate } from '../iam/evaluate.ts';
import { functionPolicy } from '../iam/function-policy.ts';
import type { Context, Policy } from '../iam/policy.ts';
import { reasonOf } from '../iam/reason.ts';
import type { Request, ResourcePolicy, RoleSession } from '../iam/request.ts';

export interface Iam {
  /** Environment variables with the credentials of a function's role, as Lambda sets them: others for each environment. */
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
  /** Told of every decision about a call that a function made itself. */
  readonly onDecision?: (decided: DecidedCall) => void;
  /** Actions that a function's role is refused besides. */
  readonly denied?: (fn: LambdaFunction) => readonly string[];
};

/** What IAM said about one of the requests of a call. */
export interface DecidedCall extends Request {
  readonly accessKeyId: string;
  readonly isAllowed: boolean;
  /** The statement or the kind of policy that the decision is of. */
  readonly because: string;
}

/**
 * Lets a function do only what the policies allow its role, so that a missing permission shows here and
 * not on AWS. Callers without a role here may do everything: people and tests on this machine, and functions that
 * another deployment would have.
 */
export function createIam(options: IamOptions): Iam {
  const { region, functions, roles, permissions, now, onAllowed, onDecision, denied } = options;
  const callers = new Map(functions.map(fn => [keyPrefix(fn), fn]));
  const functionOf = ({ accessKeyId = '' }: Caller) => callers.get(accessKeyId.slice(0, PREFIX_LENGTH));

  function sessionOf(fn: LambdaFunction): RoleSession {
    const { policies = [], permissionsBoundary } = roles.find(({ arn }) => arn === fn.roleArn) ?? {};
    const sessionArn = `${assumed(fn.roleArn)}/${fn.name}`;
    return {
      kind: 'role',
      roleArn: fn.roleArn,
      sessionArn,
      policies: [...policies, ...policiesAgainst(denied?.(fn) ?? [])],
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

  function judge(
    fn: LambdaFunction,
    requests: readonly Request[],
    more: Context,
    accessKeyId?: string,
  ): void {
    const session = sessionOf(fn);
    for (const given of requests) {
      const request = { ...given, context: { ...ofEveryCall(), ...more, ...given.context } };
      const decision = evaluate(session, request);
      if (accessKeyId && onDecision) {
        const because = reasonOf(session, request, decision);
        onDecision({ accessKeyId, isAllowed: decision.isAllowed, because, ...request });
      }
      if (!decision.isAllowed) throw accessDenied(session.sessionArn, request, decision);
      onAllowed?.({ functionName: fn.name, ...request });
    }
  }

  return {
    credentialsFor: fn => ({
      AWS_ACCESS_KEY_ID: newAccessKeyId(fn),
      AWS_SECRET_ACCESS_KEY: 'local-secret-access-key',
      AWS_SESSION_TOKEN: 'local-session-token',
    }),
    authorize: (caller, ...requests) => {
      const fn = functionOf(caller);
      for (const { resource } of fn ? requests : []) requireRegion(caller.region ?? region, resource);
      // https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html
      if (!fn) return;
      const context = {
        'lambda:SourceFunctionArn': fn.arn,
        'aws:RequestedRegion': caller.region ?? region,
      };
      judge(fn, requests, context, caller.accessKeyId);
    },
    authorizeRole: (fn, ...requests) => judge(fn, requests, {}),
    sessionArn: caller => {
      const fn = functionOf(caller);
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

/** Shaped as the keys of an assumed role: 20 characters, the same beginning for all of a function. */
function keyPrefix(fn: LambdaFunction): string {
  return `ASIA${createHash('sha256').update(fn.arn).digest('hex').toUpperCase()}`.slice(0, PREFIX_LENGTH);
}
const PREFIX_LENGTH = 12;

const newAccessKeyId = (fn: LambdaFunction): string =>
  `${keyPrefix(fn)}${randomBytes(4).toString('hex').toUpperCase()}`;

/** A policy that refuses them, as an operator might attach it. */
function policiesAgainst(actions: readonly string[]): readonly Policy[] {
  if (actions.length === 0) return [];
  const statement = {
    sid: 'DeniedBySwitch',
    effect: 'Deny',
    action: { not: false, patterns: actions },
    resource: { not: false, patterns: ['*'] },
    conditions: [],
  } as const;
  return [{ version: '2012-10-17', statements: [statement] }];
}
