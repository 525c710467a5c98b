/** Functions that read files. Their paths are relative to the module. */

import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { ExpressionError } from '../errors.ts';
import { type FunctionTable, fn, string } from './signature.ts';

/** @param directory where the module is */
export function fileFunctions(directory: string): FunctionTable {
  const read = (path: string): Buffer => {
    const absolute = resolve(directory, path);
    if (!statSync(absolute, { throwIfNoEntry: false })?.isFile())
      throw new ExpressionError(`no file exists at ${JSON.stringify(path)}`);
    return readFileSync(absolute);
  };
  return {
    filebase64sha256: fn([string], path => createHash('sha256').update(read(path)).digest('base64')),
  };
}
