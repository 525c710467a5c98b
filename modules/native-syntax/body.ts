import { isJsonObject } from '../../local/terraform/expression/from-json.ts';
import type { Json, JsonObject } from '../../local/terraform/json.ts';
import { aligned, type Pair } from './aligned.ts';
import { argument, type Reading } from './argument.ts';
import { asObject } from './as-object.ts';
import { comment } from './comment.ts';

/** How the comment of a block begins that is for Terraform, not for people: each of its arguments stays on a line. */
const GENERATED = /^Generated: /;

/** What people write first in a block, in this order, and last. */
const FIRST = [
  ...['source', 'version', 'for_each', 'count'],
  ...['sid', 'effect', 'test', 'variable', 'statement_id', 'action', 'principal'],
  ...['id', 'name', 'function_name', 'user_pool_id', 'description', 'type', 'default', 'value'],
];
const LAST = ['nullable', 'sensitive', 'validation', 'lifecycle', 'depends_on'];

/** A block: a comment, its head, what is in it. */
export function block(head: string, body: JsonObject, reading: Reading, indent = ''): string {
  const layout = GENERATED.test(String(body['//'])) ? 'line' : reading.layout;
  const inner = bodyText(body, { ...reading, layout }, `${indent}  `);
  return `${comment(body['//'], indent)}${indent}${head} {${inner === '' ? '' : `\n${inner}\n${indent}`}}`;
}

const below = (reading: Reading, name: string): Reading => ({ ...reading, names: reading.names.below(name) });

/** Arguments, then blocks; what is about the block as a whole is set apart. */
function bodyText(body: JsonObject, reading: Reading, indent: string): string {
  const parts = Object.entries(body)
    .filter(([name]) => name !== '//')
    .map(([name, value]) => ({ name, written: written(name, value, reading, indent) }))
    .sort((a, b) => rank(a) - rank(b));
  const groups: (string | Pair[])[] = [];
  let previous = '';
  for (const { name, written } of parts) {
    const last = groups.at(-1);
    if (Array.isArray(written)) groups.push(...written);
    else if (typeof last !== 'object' || APART.has(name) || APART.has(previous)) groups.push([written]);
    else last.push(written);
    previous = name;
  }
  return groups.map(group => (typeof group === 'string' ? group : aligned(group, indent))).join('\n\n');
}

/** With an empty line around it. */
const APART = new Set(['for_each', 'count', 'source', 'depends_on']);

type Written = Pair | string[];

const written = (name: string, value: Json, reading: Reading, indent: string): Written =>
  blocksOf(name, value, reading, indent) ?? argument(name, value, reading, indent);

function rank({ name, written }: { readonly name: string; readonly written: Written }): number {
  const [first, last] = [FIRST.indexOf(name), LAST.indexOf(name)];
  if (last >= 0) return 100 + last;
  if (Array.isArray(written)) return name === 'dynamic' ? 60 : 50;
  if (first >= 0) return first;
  return name === 'tags' ? 40 : 30;
}

/** The blocks of a name; undefined for an argument. */
function blocksOf(name: string, value: Json, reading: Reading, indent: string): string[] | undefined {
  if (name === 'dynamic') {
    const labels = [value].flat().flatMap(each => Object.entries(asObject(each, name)));
    return labels.flatMap(([label, bodies]) =>
      [bodies].flat().map(each => dynamic(label, each, reading, indent)),
    );
  }
  const isBlock =
    isBlockLike(value) &&
    !reading.bare.has(name) &&
    !reading.literal.has(name) &&
    reading.names.kindOf(name) === 'block';
  return isBlock
    ? [value].flat().map(each => block(name, asObject(each, name), below(reading, name), indent))
    : undefined;
}

function dynamic(label: string, body: Json, reading: Reading, indent: string): string {
  const { content, for_each, iterator, '//': why, ...rest } = asObject(body, `dynamic ${label}`);
  if (reading.names.kindOf(label) !== 'block')
    throw new Error(`dynamic ${label} is an argument, not a block.`);
  if (content === undefined || for_each === undefined || Object.keys(rest).length > 0)
    throw new Error(
      `dynamic ${label} takes for_each, iterator and content, and has ${Object.keys(asObject(body, label)).join(', ')}.`,
    );
  const inner = `${indent}  `;
  const pairs = [
    argument('for_each', for_each, reading, inner),
    ...(iterator === undefined ? [] : [argument('iterator', iterator, reading, inner)]),
  ];
  const made = block('content', asObject([content].flat()[0] ?? {}, 'content'), below(reading, label), inner);
  return `${comment(why, indent)}${indent}dynamic "${label}" {\n${aligned(pairs, inner)}\n${made}\n${indent}}`;
}

/** Blocks are objects, or lists of them. */
const isBlockLike = (value: Json) =>
  isJsonObject(value) || (Array.isArray(value) && value.length > 0 && value.every(isJsonObject));
