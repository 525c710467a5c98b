import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
} from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import type { Construct } from 'constructs';
import { hcl } from './hcl.ts';

export type Statement = DataAwsIamPolicyDocumentStatement;

/** Statements that are there only with an input. These services know no narrower resource than `*`. */
const optionalStatements = [
  {
    // Lambda makes network interfaces in the function's name, before they have an ARN to name.
    for_each: '${var.vpc[*]}',
    content: {
      sid: 'JoinVpc',
      actions: [
        'ec2:AssignPrivateIpAddresses',
        'ec2:CreateNetworkInterface',
        'ec2:DeleteNetworkInterface',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeSubnets',
        'ec2:UnassignPrivateIpAddresses',
      ],
      resources: ['*'],
    },
  },
  {
    // A trace is no resource.
    for_each: '${var.tracing_enabled ? [true] : []}',
    content: {
      sid: 'SendTraces',
      actions: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
      resources: ['*'],
    },
  },
];

export interface FunctionRoleProps {
  readonly name: string;
  /** A policy document that lets Lambda assume the role. */
  readonly assumeRolePolicy: string;
  readonly logGroupArn: string;
  readonly statements: readonly Statement[];
}

/** A role for one function: it may write the function's own log, what `statements` say, and nothing else. */
export function functionRole(
  scope: Construct,
  props: FunctionRoleProps,
): { role: IamRole; policy: IamRolePolicy } {
  const role = new IamRole(scope, 'role', {
    name: props.name,
    assumeRolePolicy: props.assumeRolePolicy,
    permissionsBoundary: hcl.string('var.permissions_boundary_arn'),
    tags: hcl.map('var.tags'),
  });
  const writeItsOwnLog = {
    sid: 'WriteItsOwnLog',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [`${props.logGroupArn}:*`],
  };
  const document = new DataAwsIamPolicyDocument(scope, 'policy_document', {
    statement: [writeItsOwnLog, ...props.statements],
  });
  document.addOverride('dynamic.statement', optionalStatements);
  const policy = new IamRolePolicy(scope, 'policy', {
    name: 'function',
    role: role.name,
    policy: document.json,
  });
  return { role, policy };
}
