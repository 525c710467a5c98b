import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
  type DataAwsIamPolicyDocumentStatementCondition,
} from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import type { Construct } from 'constructs';
import { address, hcl } from './hcl.ts';

export type Statement = DataAwsIamPolicyDocumentStatement;

/** A statement that is there once for each element: `for_each` is an expression of a list. */
export interface OptionalStatement {
  readonly for_each: string;
  readonly content: {
    readonly sid: string;
    readonly effect?: 'Deny';
    readonly actions: readonly string[];
    /** A list, or an expression of one. */
    readonly resources: readonly string[] | string;
    readonly condition?: readonly DataAwsIamPolicyDocumentStatementCondition[];
  };
}

/** What any of the functions may need. These services know no narrower resource than `*`. */
const commonStatements: readonly OptionalStatement[] = [
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
  /** Address of the function's log group. */
  readonly logGroup: string;
  readonly statements: readonly Statement[];
  readonly optionalStatements: readonly OptionalStatement[];
  /** The function's count, and what an address ends with because of it. */
  readonly counted: { readonly count?: number };
  readonly index: string;
}

/** A role for one function: it may write the function's own log, what `statements` say, and nothing else. */
export function functionRole(
  scope: Construct,
  props: FunctionRoleProps,
): { role: IamRole; policy: IamRolePolicy } {
  const role = new IamRole(scope, 'role', {
    ...props.counted,
    name: props.name,
    assumeRolePolicy: props.assumeRolePolicy,
    permissionsBoundary: hcl.string('var.permissions_boundary_arn'),
    tags: hcl.map('var.tags'),
    // A role that is there keeps its name, whatever the module would call it today, until the function's own changes:
    // a deleted role takes with it what the answer key's policy and Lambda's grants know of it.
    lifecycle: { ignoreChanges: ['name'], replaceTriggeredBy: [`${props.logGroup}.name`] },
  });
  const writeItsOwnLog = {
    sid: 'WriteItsOwnLog',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [`\${${props.logGroup}.arn}:*`],
  };
  const document = new DataAwsIamPolicyDocument(scope, 'policy_document', {
    ...props.counted,
    statement: [writeItsOwnLog, ...props.statements],
  });
  document.addOverride('dynamic.statement', [...commonStatements, ...props.optionalStatements]);
  const policy = new IamRolePolicy(scope, 'policy', {
    ...props.counted,
    name: 'function',
    role: hcl.string(`${address(role)}${props.index}.name`),
    policy: hcl.string(`data.${address(document)}${props.index}.json`),
  });
  return { role, policy };
}
