import type { Context, Policy } from './policy.ts';

/** Something to be allowed: one action on one resource. A call may need several. */
export interface Request {
  /** `kms:GenerateMac` */
  readonly action: string;
  /** ARN; a phone number, which has none; or `*` for an action that supports no resource. */
  readonly resource: string;
  /** What the service reports about the call, besides what IAM knows about the caller. */
  readonly context?: Context;
  /** The resource's own policy, if it has one. */
  readonly resourcePolicy?: ResourcePolicy;
}

export interface ResourcePolicy {
  readonly policy: Policy;
  /** As of a KMS key: what is not allowed here, to the caller or to the account, no policy of the caller allows. */
  readonly isRequired: boolean;
}

/** A session of a role: what a function calls AWS as. */
export interface RoleSession {
  readonly kind: 'role';
  readonly roleArn: string;
  readonly sessionArn: string;
  readonly policies: readonly Policy[];
  readonly permissionsBoundary?: Policy;
}

/** A service of AWS that calls in its own name, as Cognito calls triggers. */
export interface ServicePrincipal {
  readonly kind: 'service';
  /** `cognito-idp.amazonaws.com` */
  readonly name: string;
}

export type Principal = RoleSession | ServicePrincipal;

export const accountOf = (arn: string): string => arn.split(':')[4] ?? '';
