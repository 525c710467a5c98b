import { functionNames, toId, triggerNames } from '../../../../modules/packages.ts';
import type { TestRun } from '../../../support/terraform-test.ts';
import type { Inputs } from '../values.ts';

/** A plan with these inputs, and what must hold of it: Terraform conditions by what they say. */
export interface Run {
  readonly inputs: Inputs;
  readonly holds: Readonly<Record<string, string>>;
  /** `plan` unless said. With an AWS provider that calls nobody, an apply makes nothing either. */
  readonly command?: TestRun['command'];
  /** The provider's region: `REGION` of `mock-aws.ts` otherwise. */
  readonly region?: string;
}

export const ids = triggerNames.map(toId);

/** A condition that holds for each function that Cognito calls; `fn` stands for its id: `aws_lambda_function.fn.timeout == 5`. */
export const forEachTrigger = (condition: string) =>
  ids.map(id => `(${condition.replace(/\bfn\b/g, id)})`).join(' && ');

/** The same for every function, of a flow that has them all: those that are not always there have a count. */
export const forEachFunction = (condition: string) =>
  functionNames
    .map(toId)
    .map(id =>
      (ids.includes(id) ? condition : condition.replace(/\b(aws_\w+)\.fn\b/g, '$1.fn[0]')).replace(
        /\bfn\b/g,
        id,
      ),
    )
    .map(each => `(${each})`)
    .join(' && ');

/** The user pool that the module makes. */
export const POOL = 'aws_cognito_user_pool.sign_in[0]';

/** Nothing of a kind: `none('aws_lambda_alias')` holds where no trigger function has one. */
export const none = (type: string) => forEachTrigger(`length(${type}.fn) == 0`);
