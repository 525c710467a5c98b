/** Terraform's JSON syntax as expressions: every string is a template, also those that are keys. */

import type { Json, JsonObject } from '../json.ts';
import { parseTemplateText } from './parse-template.ts';
import type { Expression } from './syntax.ts';

/** What was read last, by its text: a configuration is read again with other inputs, and after each change of it. */
const parsed = new Map<string, Expression>();
const MOST_PARSED = 10_000;

function template(text: string): Expression {
  const known = parsed.get(text);
  if (known) return known;
  const expression = parseTemplateText(text);
  if (parsed.size >= MOST_PARSED) parsed.clear();
  parsed.set(text, expression);
  return expression;
}

/** The value of an argument, a local or an output. */
export function valueExpression(json: Json): Expression {
  if (typeof json === 'string') return template(json);
  if (json === null || typeof json !== 'object') return { kind: 'literal', value: json };
  if (Array.isArray(json)) return { kind: 'tuple', items: json.map(valueExpression) };
  const items = Object.entries(json).map(([name, value]) => ({
    key: valueExpression(name),
    value: valueExpression(value),
  }));
  return { kind: 'object', items };
}

/**
 * The body of a block: its arguments and nested blocks by name.
 *
 * JSON does not tell a nested block from an argument that is an object, so both are treated alike: `//` is a
 * comment, and `dynamic` is expanded into its blocks.
 */
export function bodyExpressions(body: JsonObject): [string, Expression][] {
  const dynamic = dynamicBlocks(body.dynamic);
  const entries = Object.entries(body)
    .filter(([name]) => name !== '//' && !(name === 'dynamic' && dynamic !== undefined))
    .map(([name, json]): [string, Expression] => [name, nestedExpression(json)]);
  const written = new Map(entries);
  for (const label of new Set(dynamic?.map(([name]) => name))) {
    const first = written.get(label) ?? { kind: 'tuple', items: [] };
    const expanded = dynamic?.filter(([name]) => name === label) ?? [];
    written.set(label, {
      kind: 'call',
      name: 'concat',
      args: [
        first.kind === 'tuple' ? first : { kind: 'tuple', items: [first] },
        ...expanded.map(([, block]) => dynamicExpression(label, block)),
      ],
      expanded: false,
    });
  }
  return [...written];
}

function nestedExpression(json: Json): Expression {
  if (Array.isArray(json)) return { kind: 'tuple', items: json.map(nestedExpression) };
  if (!isJsonObject(json)) return valueExpression(json);
  return {
    kind: 'object',
    items: bodyExpressions(json).map(([name, value]) => ({ key: valueExpression(name), value })),
  };
}

/** The blocks under `dynamic` by their label; undefined when it is an argument that only has this name. */
function dynamicBlocks(json: Json | undefined): [string, JsonObject][] | undefined {
  if (json === undefined) return undefined;
  const blocks = (Array.isArray(json) ? json : [json]).flatMap(labels =>
    isJsonObject(labels)
      ? Object.entries(labels).flatMap(([label, bodies]) =>
          label === '//'
            ? []
            : (Array.isArray(bodies) ? bodies : [bodies]).map(body => [label, body] as const),
        )
      : [],
  );
  const isBlock = (body: Json): body is JsonObject =>
    isJsonObject(body) && 'for_each' in body && 'content' in body;
  const found = blocks.flatMap(([label, body]): [string, JsonObject][] =>
    isBlock(body) ? [[label, body]] : [],
  );
  return found.length > 0 && found.length === blocks.length ? found : undefined;
}

function dynamicExpression(label: string, block: JsonObject): Expression {
  return {
    kind: 'dynamic',
    iterator: typeof block.iterator === 'string' ? block.iterator : label,
    collection: valueExpression(block.for_each ?? null),
    content: nestedExpression(
      Array.isArray(block.content) ? (block.content[0] ?? {}) : (block.content ?? {}),
    ),
  };
}

export const isJsonObject = (json: unknown): json is JsonObject =>
  typeof json === 'object' && json !== null && !Array.isArray(json);
