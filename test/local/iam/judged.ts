import { type Decision, evaluate } from '../../../local/iam/evaluate.ts';
import { parsePolicy } from '../../../local/iam/parse-policy.ts';
import type { Context } from '../../../local/iam/policy.ts';
import type { Principal, RoleSession } from '../../../local/iam/request.ts';

export const ACCOUNT = '123456789012';
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/deliver`;
export const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/deliver/deliver`;
export const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
export const QUEUE = `arn:aws:sqs:eu-central-1:${ACCOUNT}:failed`;
export const SEND = 'sqs:SendMessage';

export type Element = Readonly<Record<string, unknown>>;

/** What is asked, and by whom: the role sends to the queue, and nothing is allowed, by default. */
export interface Asked {
  readonly action?: string;
  readonly resource?: string;
  readonly context?: Context;
  readonly identity?: readonly Element[];
  readonly boundary?: readonly Element[];
  readonly resourcePolicy?: readonly Element[];
  /** As of a KMS key. */
  readonly isRequired?: boolean;
  readonly service?: string;
  readonly version?: '2012-10-17' | '2008-10-17';
}

/** `allowed`, or the reason in AWS's words. */
export function judged(asked: Asked): string {
  const { action = SEND, resource = QUEUE, context, version = '2012-10-17', isRequired = false } = asked;
  const document = (Statement: readonly Element[]) => JSON.stringify({ Version: version, Statement });
  const { boundary, resourcePolicy, service } = asked;
  const role: RoleSession = {
    kind: 'role',
    roleArn: ROLE,
    sessionArn: SESSION,
    policies: [parsePolicy(document(asked.identity ?? []), 'identity')],
    ...(boundary && { permissionsBoundary: parsePolicy(document(boundary), 'identity') }),
  };
  const principal: Principal = service ? { kind: 'service', name: service } : role;
  return told(
    evaluate(principal, {
      action,
      resource,
      ...(context && { context }),
      ...(resourcePolicy && {
        resourcePolicy: { policy: parsePolicy(document(resourcePolicy), 'resource'), isRequired },
      }),
    }),
  );
}

function told(decision: Decision): string {
  if (decision.isAllowed) return 'allowed';
  return decision.isExplicit ? `denied by ${decision.by}` : `not allowed by ${decision.by}`;
}

export const allow = (more: Element = {}): Element => ({
  Effect: 'Allow',
  Action: SEND,
  Resource: QUEUE,
  ...more,
});
export const deny = (more: Element = {}): Element => ({ ...allow(more), Effect: 'Deny' });
export const to = (Principal: unknown, more: Element = {}): Element => allow({ Principal, ...more });

/** Whether a condition holds, in a policy that allows on it alone. */
export function holds(Condition: Element, context: Context, version?: Asked['version']): boolean {
  const identity = [allow({ Condition })];
  return judged({ identity, context, ...(version && { version }) }) === 'allowed';
}
