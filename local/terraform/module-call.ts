/**
 * `module` blocks: a folder beside the configuration, of variables, locals and outputs in JSON.
 *
 * What a module of ours does besides (resources, providers, count) is refused by name, so that nothing is left out.
 */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ConfigurationError, within } from './errors.ts';
import { evaluate } from './expression/evaluate.ts';
import { bodyExpressions, isJsonObject } from './expression/from-json.ts';
import type { Node } from './graph.ts';
import type { Json, JsonObject } from './json.ts';
import type { ObjectValue } from './value.ts';

export interface ModuleContext {
  /** The folder of the configuration that calls. */
  readonly directory: string;
  /** The module's outputs, given its files and the values of its variables. */
  readonly outputsOf: (files: readonly JsonObject[], values: ObjectValue, directory: string) => ObjectValue;
}

const metaArguments = ['version', 'count', 'for_each', 'providers', 'depends_on'];
const blockTypes = ['//', 'terraform', 'variable', 'locals', 'output'];

export function moduleNode(name: string, body: JsonObject, { directory, outputsOf }: ModuleContext): Node {
  const address = `module.${name}`;
  const meta = metaArguments.find(argument => argument in body);
  if (meta !== undefined)
    throw new ConfigurationError(`${address}: "${meta}" of a module call is not supported here`);
  const folder = resolve(directory, sourceOf(address, body.source));
  const files = filesIn(address, folder);
  const args = within(address, () => bodyExpressions(body)).filter(([argument]) => argument !== 'source');
  return {
    address,
    expressions: args.map(([, expression]) => expression),
    dependsOn: [],
    evaluate: scope => {
      const values = args.map(
        ([argument, expression]) =>
          [argument, within(`${address}.${argument}`, () => evaluate(expression, scope))] as const,
      );
      return outputsOf(files, Object.fromEntries(values), folder);
    },
  };
}

function sourceOf(address: string, source: Json | undefined): string {
  if (typeof source === 'string' && /^\.\.?\//.test(source)) return source;
  throw new ConfigurationError(
    `${address}: the source of a module must be a folder, such as "./modules/inputs"; others are not supported here`,
  );
}

function filesIn(address: string, folder: string): JsonObject[] {
  const names = existsSync(folder) ? readdirSync(folder).filter(file => /\.tf(\.json)?$/.test(file)) : [];
  if (names.length === 0) throw new ConfigurationError(`${address}: ${folder} has no Terraform files`);
  const files = names.map(file => {
    const json = file.endsWith('.json') ? parsed(readFileSync(join(folder, file), 'utf8')) : undefined;
    if (isJsonObject(json)) return json;
    throw new ConfigurationError(
      `${address}: ${file} is not Terraform's JSON, the one syntax that is read here`,
    );
  });
  const stray = files.flatMap(Object.keys).find(type => !blockTypes.includes(type));
  if (stray !== undefined)
    throw new ConfigurationError(`${address}: blocks of type "${stray}" in a module are not supported here`);
  // It would be the module's own folder, and is the root's here.
  if (/\bpath\.module\b/.test(JSON.stringify(files)))
    throw new ConfigurationError(`${address}: path.module in a module is not supported here`);
  return files;
}

/** Undefined for what is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
