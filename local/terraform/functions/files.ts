/** Functions that read files. Their paths are relative to the module. */

import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { ExpressionError } from '../errors.ts';
import { utf8Text } from './encoding.ts';
import { type FunctionTable, fn, string } from './signature.ts';

/** @param directory where the module is */
export function fileFunctions(directory: string): FunctionTable {
  const isFile = (path: string): boolean =>
    statSync(resolve(directory, path), { throwIfNoEntry: false })?.isFile() ?? false;
  const read = (path: string): Buffer => {
    if (!isFile(path)) throw new ExpressionError(`no file exists at ${JSON.stringify(path)}`);
    return readFileSync(resolve(directory, path));
  };
  const digest = (path: string, encoding: 'base64' | 'hex'): string =>
    createHash('sha256').update(read(path)).digest(encoding);
  return {
    file: fn([string], path => utf8Text(read(path), `the file ${JSON.stringify(path)}`)),
    filebase64: fn([string], path => read(path).toString('base64')),
    filebase64sha256: fn([string], path => digest(path, 'base64')),
    filesha256: fn([string], path => digest(path, 'hex')),
    fileexists: fn([string], isFile),
  };
}
