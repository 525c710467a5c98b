/** The roles with their inline policies and the permissions boundary. */

import type { Role } from '../deployment.ts';
import type { Policy } from '../iam/policy.ts';
import type { Configuration } from '../terraform/configuration.ts';
import { ConfigurationError } from '../terraform/errors.ts';
import { type Instance, instancesOf } from './instances.ts';
import { readPolicy } from './policies.ts';

/** Documents of policies that the configuration names and does not have, by ARN. */
export type ManagedPolicies = Readonly<Record<string, unknown>>;

/** What gives a role statements besides `aws_iam_role_policy`. Passed over, it would allow less here than on AWS. */
const NOT_READ = ['inline_policy', 'managed_policy_arns'];

/** @throws ConfigurationError for a policy whose statements are not known, or cannot be judged */
export function readRoles(configuration: Configuration, managed: ManagedPolicies = {}): Role[] {
  const inline = instancesOf(configuration, 'aws_iam_role_policy');
  for (const { address } of instancesOf(configuration, 'aws_iam_role_policy_attachment'))
    throw notRead(address);
  return instancesOf(configuration, 'aws_iam_role').map(role => {
    const argument = NOT_READ.find(name => role.given.includes(name));
    if (argument !== undefined) throw notRead(`${role.address}.${argument}`);
    const boundary = role.optionalText('permissions_boundary');
    return {
      arn: role.text('arn'),
      policies: inline
        .filter(policy => policy.text('role') === role.text('name'))
        .map(policy => readPolicy(policy.text('policy'), 'identity', policy.address)),
      ...(boundary !== undefined && { permissionsBoundary: managedPolicy(boundary, managed, role) }),
    };
  });
}

const notRead = (address: string): ConfigurationError =>
  new ConfigurationError(
    `${address} is not read here: write the statements as an aws_iam_role_policy of the role`,
  );

function managedPolicy(arn: string, managed: ManagedPolicies, role: Instance): Policy {
  if (Object.hasOwn(managed, arn)) return readPolicy(JSON.stringify(managed[arn]), 'identity', arn);
  throw new ConfigurationError(
    `${role.address}: what the policy ${arn} allows is not known here: give its document (npm start -- --policies FILE), or leave it out to run here`,
  );
}
