/** The roles with their policies: inline ones, attached ones, and the permissions boundary. */

import type { Role } from '../../deployment.ts';
import type { Policy } from '../../iam/policy.ts';
import type { Configuration } from '../configuration.ts';
import { ConfigurationError } from '../errors.ts';
import { type Instance, instancesOf } from './instances.ts';
import { readPolicy } from './policies.ts';

const basicExecution = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];
const networkInterfaces = ['Create', 'Describe', 'Delete'].map(
  verb => `ec2:${verb}NetworkInterface${verb === 'Describe' ? 's' : ''}`,
);
const allowAll = (...Action: string[]) => ({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action, Resource: '*' },
});

/** AWS's own policies that functions usually have. */
const awsManaged: ManagedPolicies = {
  'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole': allowAll(...basicExecution),
  'arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole': allowAll(
    ...basicExecution,
    ...networkInterfaces,
  ),
  'arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess': allowAll(
    'xray:PutTelemetryRecords',
    'xray:PutTraceSegments',
  ),
};

/** Documents of policies that the configuration names and does not have, by ARN. */
export type ManagedPolicies = Readonly<Record<string, unknown>>;

/** @throws ConfigurationError for a policy whose statements are not known, or cannot be judged */
export function readRoles(configuration: Configuration, managed: ManagedPolicies = {}): Role[] {
  const inline = instancesOf(configuration, 'aws_iam_role_policy');
  const attachments = instancesOf(configuration, 'aws_iam_role_policy_attachment');
  const own = instancesOf(configuration, 'aws_iam_policy').map(
    policy => [policy.text('arn'), policy] as const,
  );
  const known = { policies: new Map(own), managed: { ...awsManaged, ...managed } };
  return instancesOf(configuration, 'aws_iam_role').map(role => {
    const isOf = (other: Instance): boolean => other.text('role') === role.text('name');
    const attached = [
      ...role.texts('managed_policy_arns'),
      ...attachments.filter(isOf).map(attachment => attachment.text('policy_arn')),
    ];
    const boundary = role.optionalText('permissions_boundary');
    return {
      arn: role.text('arn'),
      policies: [
        ...role
          .blocks('inline_policy')
          .map(block => readPolicy(block.text('policy'), 'identity', role.address)),
        ...inline.filter(isOf).map(policy => readPolicy(policy.text('policy'), 'identity', policy.address)),
        ...attached.map(arn => managedPolicy(arn, known, role.address)),
      ],
      ...(boundary !== undefined && { permissionsBoundary: managedPolicy(boundary, known, role.address) }),
    };
  });
}

function managedPolicy(
  arn: string,
  { policies, managed }: { policies: ReadonlyMap<string, Instance>; managed: ManagedPolicies },
  role: string,
): Policy {
  const policy = policies.get(arn);
  if (policy !== undefined) return readPolicy(policy.text('policy'), 'identity', policy.address);
  if (Object.hasOwn(managed, arn)) return readPolicy(JSON.stringify(managed[arn]), 'identity', arn);
  throw new ConfigurationError(
    `${role}: what the policy ${arn} allows is not known here: give its document (npm start -- --policies FILE), or leave it out to run here`,
  );
}
