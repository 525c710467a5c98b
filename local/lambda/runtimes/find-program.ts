import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Where a program is, as a shell would find it; undefined when no folder of the path has it.
 *
 * @param searchPath folders, as in the variable PATH
 */
export function findProgram(name: string, searchPath = process.env.PATH ?? ''): string | undefined {
  const files = searchPath
    .split(delimiter)
    .filter(folder => folder !== '')
    .map(folder => join(folder, name));
  return files.find(isExecutable);
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
