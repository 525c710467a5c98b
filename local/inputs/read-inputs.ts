import { readFile } from 'node:fs/promises';
import { ConfigurationError } from '../terraform/errors.ts';
import { parseTfvars } from '../terraform/tfvars.ts';

/** Values of the module's variables by name. */
export type Inputs = Readonly<Record<string, unknown>>;

/**
 * Reads files of values as Terraform does with `-var-file`: JSON where the name ends so, HCL otherwise; a later file
 * overrides an earlier one.
 *
 * @throws Error that names the file, and the line
 */
export async function readInputs(files: readonly string[]): Promise<Inputs> {
  const read = await Promise.all(
    files.map(async file =>
      file.endsWith('.json') ? readJsonFile(file) : parseTfvars(await textOf(file), file),
    ),
  );
  return Object.assign({}, ...read);
}

/** @throws Error for anything but an object */
export async function readJsonFile(file: string): Promise<Readonly<Record<string, unknown>>> {
  const value = parseJson(await textOf(file), file);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Inputs;
  throw new ConfigurationError(`${file} holds no JSON object: it takes { "name": value, … }.`);
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new ConfigurationError(`There is no file ${file}.`);
    throw error;
  }
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ConfigurationError(`${file} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}
