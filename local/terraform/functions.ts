/** The functions of Terraform that this evaluator has. Any other is an error that names it. */

import { collectionFunctions } from './functions/collections.ts';
import { conversionFunctions } from './functions/conversions.ts';
import { encodingFunctions } from './functions/encoding.ts';
import { fileFunctions } from './functions/files.ts';
import { jsonFunctions } from './functions/json-text.ts';
import { numberFunctions } from './functions/numbers.ts';
import { setFunctions } from './functions/sets.ts';
import type { FunctionTable } from './functions/signature.ts';
import { stringFunctions } from './functions/strings.ts';

/**
 * `try` and `can` are not among them: they get expressions, not values, and are the evaluator's.
 * @param directory the module's, for the functions that read files
 */
export const terraformFunctions = (directory: string): FunctionTable => ({
  ...collectionFunctions,
  ...conversionFunctions,
  ...encodingFunctions,
  ...fileFunctions(directory),
  ...jsonFunctions,
  ...numberFunctions,
  ...setFunctions,
  ...stringFunctions,
});
