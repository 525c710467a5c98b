import { toId } from '../../../../modules/locals.ts';
import { functionNames } from '../../../../modules/packages.ts';
import type { Inputs } from '../values.ts';

/** A plan with these inputs, and what must hold of it: Terraform conditions by what they say. */
export interface Run {
  readonly inputs: Inputs;
  readonly holds: Readonly<Record<string, string>>;
}

export const ids = functionNames.map(toId);

/** A condition that holds for each function; `fn` stands for its id: `aws_lambda_function.fn.timeout == 5`. */
export const forEachFunction = (condition: string) =>
  ids.map(id => `(${condition.replace(/\bfn\b/g, id)})`).join(' && ');

/** The user pool that the module makes. */
export const POOL = 'aws_cognito_user_pool.sign_in[0]';

/** Nothing of a kind: `none('aws_lambda_alias')` holds where no function has one. */
export const none = (type: string) => forEachFunction(`length(${type}.fn) == 0`);
