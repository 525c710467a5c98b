import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import type { Construct } from 'constructs';
import { address, hcl } from './hcl.ts';
import { why } from './why.ts';

/** A statement for each element of a list: `for_each` is an expression of it. */
export interface OptionalStatement {
  /** Why, for those who read the policy: a comment of Terraform's JSON. */
  readonly '//'?: string;
  readonly for_each: string;
  readonly content: {
    readonly sid: string;
    /** Allow when absent. */
    readonly effect?: 'Deny';
    readonly actions: readonly string[];
    readonly resources?: List;
    /** Everything but these, instead of `resources`. */
    readonly not_resources?: List;
    readonly condition?: readonly {
      readonly test: string;
      readonly variable: string;
      readonly values: List;
    }[];
  };
}

/** A list, or an expression of one. */
type List = readonly string[] | string;

/** What Lambda does in a function's name to bring it into a VPC. */
const networkInterfaces = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];

/** What any of the functions may need. These services support no narrower resource than `*`. */
const commonStatements: readonly OptionalStatement[] = [
  {
    '//': 'Lambda makes network interfaces in the function’s name, before they have an ARN to name.',
    for_each: '${var.vpc[*]}',
    content: { sid: 'JoinVpc', actions: networkInterfaces, resources: ['*'] },
  },
  {
    '//': `Denied to the function’s own code, whose calls alone have this condition key: with the role of one function, it could delete the interfaces of others. As a Deny, as AWS documents it.
https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-best-practice-security`,
    for_each: '${var.vpc[*]}',
    content: {
      sid: 'LeaveVpcToLambda',
      effect: 'Deny',
      actions: networkInterfaces,
      resources: ['*'],
      condition: [
        { test: 'ArnLike', variable: 'lambda:SourceFunctionArn', values: ['arn:*:lambda:*:*:function:*'] },
      ],
    },
  },
  {
    '//': 'A trace is not a resource.',
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
  readonly optionalStatements: readonly OptionalStatement[];
  /** The function's count, and what an address ends with because of it. */
  readonly counted: { readonly count?: number };
  readonly index: string;
}

/** A role for one function: it may write the function's own log, and do only what the statements allow. */
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
    lifecycle: { ignoreChanges: ['name'], replaceTriggeredBy: [`${props.logGroup}.name`] },
  });
  why(
    role,
    'An existing role keeps its name until the function’s own name changes, whatever the module would call it today: with a deleted role, the entries of the answer key’s policy and Lambda’s grants are lost.',
  );
  const writeItsOwnLog = {
    sid: 'WriteItsOwnLog',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [`\${${props.logGroup}.arn}:*`],
  };
  const document = new DataAwsIamPolicyDocument(scope, 'policy_document', {
    ...props.counted,
    statement: [writeItsOwnLog],
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
