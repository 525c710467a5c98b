import type { Deployment } from '../deployment.ts';
import { evaluate } from '../iam/evaluate.ts';
import { functionPolicy } from '../iam/function-policy.ts';

/** Whether a function's own policy lets a service of AWS call it, for something in this account. */
export function allowsService(
  { permissions, accountId }: Pick<Deployment, 'permissions' | 'accountId'>,
  service: string,
  functionArn: string,
  sourceArn: string,
): boolean {
  return evaluate(
    { kind: 'service', name: service },
    {
      action: 'lambda:InvokeFunction',
      resource: functionArn,
      context: { 'aws:SourceArn': sourceArn, 'aws:SourceAccount': accountId },
      resourcePolicy: { policy: functionPolicy(functionArn, permissions), isRequired: true },
    },
  ).isAllowed;
}
