import { isJsonObject, valueExpression } from '../../local/terraform/expression/from-json.ts';
import { parseExpressionText } from '../../local/terraform/expression/parse-expression.ts';
import type { Expression } from '../../local/terraform/expression/syntax.ts';
import type { Json } from '../../local/terraform/json.ts';
import type { Pair } from './aligned.ts';
import type { Names } from './blocks.ts';
import { flat } from './expression-text.ts';
import { heredoc } from './heredoc.ts';
import { opened, pair } from './layout.ts';

/** How the body of a block is read. */
export interface Reading {
  readonly names: Names;
  /** Arguments whose texts Terraform takes as they are, not for templates. */
  readonly literal: ReadonlySet<string>;
  /** Arguments whose texts are expressions without `${}`, or lists of them. */
  readonly bare: ReadonlySet<string>;
  /** Whether an argument may have several lines. */
  readonly layout: 'line' | 'lines';
}

/** `name = value`, over several lines where that is readable. */
export function argument(
  name: string,
  value: Json,
  { literal, bare, layout }: Reading,
  indent: string,
): Pair {
  if (bare.has(name)) return pair(name, bareExpression(value), indent);
  const expression = literal.has(name) ? literalExpression(value) : valueExpression(value);
  if (name === 'description' && typeof value === 'string' && value.includes('\n'))
    return { name, text: heredoc(expression, indent) };
  if (layout === 'line') return { name, text: flat(expression) };
  const isOpen = expression.kind === 'object' && expression.items.length > 1;
  return isOpen ? { name, text: opened(expression, indent) } : pair(name, expression, indent);
}

function literalExpression(value: Json): Expression {
  if (Array.isArray(value)) return { kind: 'tuple', items: value.map(literalExpression) };
  if (!isJsonObject(value)) return { kind: 'literal', value };
  const items = Object.entries(value).map(([key, item]) => ({
    key: literalExpression(key),
    value: literalExpression(item),
  }));
  return { kind: 'object', items };
}

function bareExpression(value: Json): Expression {
  if (typeof value === 'string') return parseExpressionText(value);
  if (Array.isArray(value)) return { kind: 'tuple', items: value.map(bareExpression) };
  if (!isJsonObject(value)) throw new Error(`An expression is a text, not ${JSON.stringify(value)}.`);
  const items = Object.entries(value).map(([key, item]) => ({
    key: bareExpression(key),
    value: bareExpression(item),
  }));
  return { kind: 'object', items };
}
