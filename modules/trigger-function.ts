import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { LambdaAlias } from '@cdktf/provider-aws/lib/lambda-alias/index.js';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function/index.js';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission/index.js';
import { LambdaProvisionedConcurrencyConfig } from '@cdktf/provider-aws/lib/lambda-provisioned-concurrency-config/index.js';
import { Construct } from 'constructs';
import { functionRole, type Statement } from './function-role.ts';
import { address, hcl } from './hcl.ts';
import type { FunctionName } from './packages.ts';

export interface TriggerFunctionProps {
  /** Names the sources, the zip and the end of the function's name. */
  readonly name: FunctionName;
  /** A policy document that lets Lambda assume the role. */
  readonly assumeRolePolicy: string;
  /** What the function may do besides writing its log. */
  readonly statements?: readonly Statement[];
}

/**
 * A function that Cognito calls: code, role, log group; an alias with warm executions where they are asked for.
 * Its package is `local.packages.<id>`: the shipped one or the caller's own.
 */
export class TriggerFunction extends Construct {
  /** What Cognito calls: the function, or its alias. */
  readonly arn: string;
  /** The function's own, with an alias or without. */
  readonly address: string;
  readonly roleAddress: string;
  readonly #qualifier: string;

  constructor(
    scope: Construct,
    id: string,
    { name, assumeRolePolicy, statements = [] }: TriggerFunctionProps,
  ) {
    super(scope, id);
    const functionName = `\${var.name}-${name}`;
    const logGroup = new CloudwatchLogGroup(this, 'log_group', {
      name: `/aws/lambda/${functionName}`,
      retentionInDays: hcl.number('var.log_retention_days'),
      kmsKeyId: hcl.string('var.kms_key_arn'),
      tags: hcl.map('var.tags'),
    });
    const { role, policy } = functionRole(this, {
      name: functionName,
      assumeRolePolicy,
      logGroupArn: logGroup.arn,
      statements,
    });
    const packaged = (attribute: string) => `local.packages.${id}.${attribute}`;
    const lambda = new LambdaFunction(this, 'function', {
      functionName,
      role: role.arn,
      packageType: hcl.string(`${packaged('image_uri')} == null ? "Zip" : "Image"`),
      imageUri: hcl.string(packaged('image_uri')),
      filename: hcl.string(packaged('filename')),
      sourceCodeHash: hcl.string(
        `${packaged('image_uri')} == null ? filebase64sha256(${packaged('filename')}) : null`,
      ),
      handler: hcl.string(packaged('handler')),
      runtime: hcl.string(packaged('runtime')),
      architectures: [hcl.string(packaged('architecture'))],
      memorySize: hcl.number(packaged('memory_size')),
      // Cognito waits 5 s and then calls again: a longer run would answer nobody.
      timeout: 5,
      environment: {
        variables: hcl.map(`merge(${packaged('environment')}, { CHALLENGE_SETTINGS = local.settings })`),
      },
      kmsKeyArn: hcl.string('var.kms_key_arn'),
      reservedConcurrentExecutions: hcl.number('var.reserved_concurrency'),
      publish: hcl.boolean('var.provisioned_concurrency_enabled'),
      codeSigningConfigArn: hcl.string('var.code_signing_config_arn'),
      tracingConfig: { mode: hcl.string('var.tracing_enabled ? "Active" : "PassThrough"') },
      loggingConfig: {
        logFormat: 'JSON',
        logGroup: logGroup.name,
        applicationLogLevel: hcl.string('var.log_level'),
        systemLogLevel: 'WARN',
      },
      tags: hcl.map('var.tags'),
      // Else a first call could come before the role may write its log or use the key.
      dependsOn: [policy],
    });
    lambda.addOverride('dynamic.vpc_config', {
      for_each: '${var.vpc[*]}',
      content: {
        subnet_ids: '${vpc_config.value.subnet_ids}',
        security_group_ids: '${vpc_config.value.security_group_ids}',
      },
    });
    const alias = new LambdaAlias(this, 'alias', {
      count: hcl.number('var.provisioned_concurrency_enabled ? 1 : 0'),
      name: 'live',
      functionName: lambda.functionName,
      functionVersion: lambda.version,
      lifecycle: replacedWith(address(lambda)),
    });
    new LambdaProvisionedConcurrencyConfig(this, 'provisioned_concurrency', {
      count: hcl.number('var.provisioned_concurrency_enabled ? 1 : 0'),
      functionName: lambda.functionName,
      qualifier: hcl.string(`${address(alias)}[0].name`),
      provisionedConcurrentExecutions: hcl.number('var.provisioned_concurrency'),
      lifecycle: replacedWith(address(lambda)),
    });
    this.arn = hcl.string(`coalesce(one(${address(alias)}[*].arn), ${address(lambda)}.arn)`);
    this.address = address(lambda);
    this.roleAddress = address(role);
    this.#qualifier = hcl.string(`one(${address(alias)}[*].name)`);
  }

  /**
   * Lets Cognito call the function for the user pool, in the pool's account. Without it a sign-in fails, and nothing
   * before the first one tells.
   */
  allowUserPool(): void {
    new LambdaPermission(this, 'permission', {
      statementId: 'AllowCognito',
      action: 'lambda:InvokeFunction',
      functionName: hcl.string(`${this.address}.function_name`),
      qualifier: this.#qualifier,
      principal: 'cognito-idp.amazonaws.com',
      sourceArn: hcl.string('local.user_pool_arn'),
      sourceAccount: hcl.string('split(":", local.user_pool_arn)[4]'),
      lifecycle: replacedWith(this.address),
    });
  }
}

/**
 * For what AWS deletes together with a function. A function replaced under the same name, as a zip by an image, would
 * else be left without its alias and its permission until somebody applies again.
 */
function replacedWith(lambda: string) {
  return { replaceTriggeredBy: [`${lambda}.id`] };
}
