import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
} from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function/index.js';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission/index.js';
import { Construct } from 'constructs';
import { hcl } from './hcl.ts';
import { type FunctionName, packagePath } from './packages.ts';

export interface TriggerFunctionProps {
  /** Names the sources, the zip and the end of the function's name. */
  readonly name: FunctionName;
  /** A document that lets Lambda assume the role. */
  readonly assumeRolePolicy: string;
  /** What the function may do besides writing its log. */
  readonly statements?: readonly DataAwsIamPolicyDocumentStatement[];
}

/** A function that Cognito calls: code, role, log group. */
export class TriggerFunction extends Construct {
  readonly arn: string;
  readonly roleArn: string;
  readonly #functionName: string;

  constructor(
    scope: Construct,
    id: string,
    { name, assumeRolePolicy, statements = [] }: TriggerFunctionProps,
  ) {
    super(scope, id);
    const functionName = `\${var.name}-${name}`;
    const tags = hcl.map('var.tags');

    const logGroup = new CloudwatchLogGroup(this, 'log_group', {
      name: `/aws/lambda/${functionName}`,
      retentionInDays: hcl.number('var.log_retention_days'),
      tags,
    });
    const role = new IamRole(this, 'role', { name: functionName, assumeRolePolicy, tags });
    const document = new DataAwsIamPolicyDocument(this, 'policy_document', {
      statement: [
        {
          sid: 'WriteItsOwnLog',
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: [`${logGroup.arn}:*`],
        },
        ...statements,
      ],
    });
    const policy = new IamRolePolicy(this, 'policy', {
      name: 'function',
      role: role.name,
      policy: document.json,
    });
    const filename = packagePath(name);
    const lambda = new LambdaFunction(this, 'function', {
      functionName,
      role: role.arn,
      filename,
      sourceCodeHash: `\${filebase64sha256("${filename}")}`,
      handler: 'index.handler',
      runtime: hcl.string('var.runtime'),
      architectures: [hcl.string('var.architecture')],
      memorySize: hcl.number('var.memory_size'),
      // Cognito waits 5 s and then calls again: a longer run would answer nobody.
      timeout: 5,
      environment: { variables: { CHALLENGE_SETTINGS: hcl.string('local.settings') } },
      loggingConfig: {
        logFormat: 'JSON',
        logGroup: logGroup.name,
        applicationLogLevel: hcl.string('var.log_level'),
        systemLogLevel: 'WARN',
      },
      tags,
      // Else a first call could come before the role may write its log or use the key.
      dependsOn: [policy],
    });
    this.arn = lambda.arn;
    this.roleArn = role.arn;
    this.#functionName = lambda.functionName;
  }

  /** Lets Cognito call the function for one user pool, in that pool's account. Without it sign-ins fail at run time only. */
  allow(userPoolArn: string, userPoolAccount: string): void {
    new LambdaPermission(this, 'permission', {
      statementId: 'AllowCognito',
      action: 'lambda:InvokeFunction',
      functionName: this.#functionName,
      principal: 'cognito-idp.amazonaws.com',
      sourceArn: userPoolArn,
      sourceAccount: userPoolAccount,
    });
  }
}
