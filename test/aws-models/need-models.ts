import { skipSuite } from '../support/need.ts';
import { awsModels, type Models } from './model.ts';

/** For `before`: skips the suite where python3 has no botocore, whose models AWS's SDK for Python is made of. */
export function needModels(this: Mocha.Context): void {
  if (!awsModels()) skipSuite(this, 'python3 has no botocore');
}

/** The models, in a suite that needs them. */
export function models(): Models {
  return awsModels() ?? assertNever();
}

function assertNever(): never {
  throw new Error('The suite lacks needModels.');
}
