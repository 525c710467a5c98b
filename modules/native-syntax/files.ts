import { isJsonObject } from '../../local/terraform/expression/from-json.ts';
import type { Json, JsonObject } from '../../local/terraform/json.ts';
import { inputGroups } from '../inputs/index.ts';
import { outputs } from '../outputs.ts';
import { asObject } from './as-object.ts';
import { comment } from './comment.ts';
import { aboutOf, COMMON, fileOf } from './concerns.ts';
import { type Piece, pieces } from './configuration.ts';
import { explained } from './explained.ts';
import type { Entry } from './outline.ts';

/**
 * A module's files in HCL, by name.
 *
 * @param about what `main.tf` begins with, instead of what it says of the module itself
 */
export function writtenFiles(
  configuration: JsonObject,
  outline: readonly Entry[],
  about = aboutOf('main'),
): Readonly<Record<string, string>> {
  const { locals = {}, ...blocks } = explained(inOrder(configuration, outline), outline);
  const byFile = new Map<string, Piece[]>();
  const add = (file: string, piece: Piece) => byFile.set(file, [...(byFile.get(file) ?? []), piece]);
  for (const piece of pieces(blocks)) add(fileOf(piece.address, outline), piece);
  // A module without resources is about its locals.
  const common = 'resource' in configuration ? 'locals' : 'main';
  for (const [file, own] of localsByFile(asObject(locals, 'locals'), byFile, common))
    for (const piece of pieces({ locals: own })) add(file, piece);
  const place = (piece: Piece) => {
    const at = outline.findIndex(entry => entry.address === piece.address);
    return at < 0 ? (FIRST.test(piece.address) ? -1 : outline.length) : at;
  };
  const files = Array.from(byFile, ([name, own]) => {
    const sorted = own.toSorted((a, b) => place(a) - place(b));
    const head = comment(name === 'main' ? about : aboutOf(name));
    const texts = sorted.map(({ address, text }) => `${heading(address)}${text}\n`);
    return [`${name}.tf`, [head, ...texts].filter(text => text !== '').join('\n')] as const;
  });
  return Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const FIRST = /^(module\.|locals$)/;

/** A local is in the file that alone refers to it. */
function localsByFile(
  locals: JsonObject,
  byFile: ReadonlyMap<string, readonly Piece[]>,
  common: string,
): ReadonlyMap<string, JsonObject> {
  const { '//': reasons, ...values } = locals;
  const found = new Map<string, JsonObject>();
  for (const [name, value] of Object.entries(values)) {
    const reference = new RegExp(`\\blocal\\.${name}\\b`);
    const isShared = Object.values(values).some(other => reference.test(JSON.stringify(other)));
    const files = Array.from(byFile).filter(([, own]) => own.some(({ text }) => reference.test(text)));
    const [file = common] = files.length === 1 && !isShared ? (files[0] ?? []) : [];
    const home = COMMON.has(file) ? common : file;
    found.set(home, { ...found.get(home), '//': reasons ?? {}, [name]: value });
  }
  return found;
}

/** Inputs are in groups, as the documentation shows them. */
function heading(address: string): string {
  const group = Object.entries(inputGroups).find(([, group]) => address === `var.${Object.keys(group)[0]}`);
  return group === undefined ? '' : `# ${group[0]}\n\n`;
}

/** Variables, locals and outputs as they are declared. */
function inOrder(configuration: JsonObject, outline: readonly Entry[]): JsonObject {
  const orders: Readonly<Record<string, readonly string[]>> = {
    variable: Object.values(inputGroups).flatMap(group => Object.keys(group)),
    output: Object.keys(outputs),
    locals: outline.flatMap(({ address }) => (address.startsWith('local.') ? address.slice(6) : [])),
  };
  const sorted = Object.entries(configuration).map(([kind, blocks]): [string, Json] => {
    const order = orders[kind];
    if (order === undefined || !isJsonObject(blocks)) return [kind, blocks];
    const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
    return [kind, Object.fromEntries(Object.entries(blocks).sort(([a], [b]) => rank(a) - rank(b)))];
  });
  return Object.fromEntries(sorted);
}
