/** The roles and what their policies allow: inline policies, and policies that are attached. */

import type { PolicyStatement, Role } from '../../deployment.ts';
import type { Configuration } from '../configuration.ts';
import { ConfigurationError } from '../errors.ts';
import { isJsonObject } from '../expression/from-json.ts';
import { type Instance, instancesOf } from './instances.ts';

const basicExecution = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];
const networkInterfaces = ['Create', 'Describe', 'Delete'].map(
  verb => `ec2:${verb}NetworkInterface${verb === 'Describe' ? 's' : ''}`,
);
const allowAll = (actions: string[]): PolicyStatement[] => [{ effect: 'Allow', actions, resources: ['*'] }];

/** AWS's own policies that functions usually have. */
const awsManaged: Readonly<Record<string, PolicyStatement[]>> = {
  'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole': allowAll(basicExecution),
  'arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole': allowAll([
    ...basicExecution,
    ...networkInterfaces,
  ]),
  'arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess': allowAll([
    'xray:PutTelemetryRecords',
    'xray:PutTraceSegments',
  ]),
};

/** @throws ConfigurationError for a policy whose statements are not known, or cannot be said in a Deployment */
export function readRoles(configuration: Configuration): Role[] {
  const inline = instancesOf(configuration, 'aws_iam_role_policy');
  const attachments = instancesOf(configuration, 'aws_iam_role_policy_attachment');
  const policies = new Map(
    instancesOf(configuration, 'aws_iam_policy').map(policy => [policy.text('arn'), policy] as const),
  );
  return instancesOf(configuration, 'aws_iam_role').map(role => {
    const isOf = (other: Instance): boolean => other.text('role') === role.text('name');
    const attached = [
      ...role.texts('managed_policy_arns'),
      ...attachments.filter(isOf).map(attachment => attachment.text('policy_arn')),
    ];
    return {
      arn: role.text('arn'),
      statements: [
        ...role.blocks('inline_policy').flatMap(block => statementsOf(block.text('policy'), role.address)),
        ...inline.filter(isOf).flatMap(policy => statementsOf(policy.text('policy'), policy.address)),
        ...attached.flatMap(arn => attachedStatements(arn, policies.get(arn), role.address)),
      ],
    };
  });
}

function attachedStatements(arn: string, policy: Instance | undefined, role: string): PolicyStatement[] {
  if (policy !== undefined) return statementsOf(policy.text('policy'), policy.address);
  const known = Object.hasOwn(awsManaged, arn) ? awsManaged[arn] : undefined;
  if (known !== undefined) return known;
  throw new ConfigurationError(
    `${role}: what the attached policy ${arn} allows is not known here: write its statements into the configuration`,
  );
}

/** Elements that would narrow or widen a statement in a way that PolicyStatement cannot express. */
const inexpressible = ['Condition', 'NotAction', 'NotResource', 'Principal', 'NotPrincipal'];

function statementsOf(policy: string, address: string): PolicyStatement[] {
  const { Statement: statements } = parseObject(policy, address);
  return list(statements).flatMap(statement => {
    if (!isJsonObject(statement)) throw new ConfigurationError(`${address}: a statement must be an object`);
    // What is allowed on a condition is not allowed here: whether it holds is not known, and less is safer.
    if (statement.Effect !== 'Deny' && 'Condition' in statement) return [];
    const element = inexpressible.find(name => name in statement);
    if (element !== undefined) {
      throw new ConfigurationError(`${address}: a statement with ${element} cannot be judged here`);
    }
    return {
      effect: statement.Effect === 'Deny' ? 'Deny' : 'Allow',
      actions: list(statement.Action).map(String),
      resources: list(statement.Resource).map(String),
    };
  });
}

function parseObject(policy: string, address: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(policy);
    if (isJsonObject(parsed)) return parsed;
  } catch (error) {
    throw new ConfigurationError(`${address}: the policy is not JSON`, { cause: error });
  }
  throw new ConfigurationError(`${address}: the policy must be a JSON object`);
}

const list = (value: unknown): unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];
