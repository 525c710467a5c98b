import { LambdaAlias } from '@cdktf/provider-aws/lib/lambda-alias/index.js';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission/index.js';
import { LambdaProvisionedConcurrencyConfig } from '@cdktf/provider-aws/lib/lambda-provisioned-concurrency-config/index.js';
import { Construct } from 'constructs';
import { address, hcl } from './hcl.ts';
import { type PackagedFunctionProps, packagedFunction, replacedWith } from './packaged-function.ts';
import { why } from './why.ts';

/** The alias that Cognito calls where executions are kept warm. `local.trigger_arns` ends with it. */
export const ALIAS = 'live';

export interface TriggerFunctionProps
  extends Omit<PackagedFunctionProps, 'timeoutSeconds' | 'count' | 'publish'> {
  /** An expression of the ARN that the pool calls. */
  readonly calledArn: string;
  /** An expression of whether the function is there. Default: it is. */
  readonly when?: string;
}

/** A function that Cognito calls, the permission to call it, and if the caller wants them, warm executions behind an alias. */
export class TriggerFunction extends Construct {
  readonly roleAddress: string;

  constructor(scope: Construct, id: string, props: TriggerFunctionProps) {
    super(scope, id);
    const { calledArn, when, ...rest } = props;
    const count = when === undefined ? {} : { count: `${when} ? 1 : 0` };
    // Cognito waits 5 s and then calls again: nobody would get the answer of a longer run.
    const { lambda, role } = packagedFunction(this, {
      ...rest,
      ...count,
      timeoutSeconds: 5,
      publish: 'var.provisioned_concurrency_enabled',
    });
    this.roleAddress = role;
    const warm = hcl.number(
      `${when === undefined ? '' : `${when} && `}var.provisioned_concurrency_enabled ? 1 : 0`,
    );
    const alias = new LambdaAlias(this, 'alias', {
      count: warm,
      name: ALIAS,
      functionName: hcl.string(`${lambda}.function_name`),
      functionVersion: hcl.string(`${lambda}.version`),
      lifecycle: replacedWith(lambda),
    });
    new LambdaProvisionedConcurrencyConfig(this, 'provisioned_concurrency', {
      count: warm,
      functionName: hcl.string(`${lambda}.function_name`),
      qualifier: hcl.string(`${address(alias)}[0].name`),
      provisionedConcurrentExecutions: hcl.number('var.provisioned_concurrency'),
      lifecycle: replacedWith(lambda),
    });
    const permission = new LambdaPermission(this, 'permission', {
      ...(count.count !== undefined && { count: hcl.number(count.count) }),
      statementId: 'AllowCognito',
      action: 'lambda:InvokeFunction',
      functionName: hcl.string(`${lambda}.function_name`),
      qualifier: hcl.string(`one(${address(alias)}[*].name)`),
      principal: 'cognito-idp.amazonaws.com',
      sourceArn: hcl.string('local.user_pool_arn'),
      sourceAccount: hcl.string('split(":", local.user_pool_arn)[4]'),
      lifecycle: {
        ...replacedWith(lambda),
        precondition: [calledAsItIs(`coalesce(one(${address(alias)}[*].arn), ${lambda}.arn)`, calledArn)],
      },
    });
    why(
      permission,
      'Without it sign-ins fail, and nothing shows it before the first one. The pool has the ARN written out, so only the precondition notices if it calls something else.',
    );
  }
}

/** The ARNs that a mocked provider invents are ignored: they do not begin with `arn:`. */
function calledAsItIs(arn: string, calledArn: string) {
  return {
    condition: `\${!startswith(${arn}, "arn:") || ${arn} == ${calledArn}}`,
    errorMessage: `The user pool calls \${${calledArn}}, but the function is \${${arn}}, which nobody calls. The module needs one AWS provider, of one account and region.`,
  };
}
