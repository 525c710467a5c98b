/**
 * The parser of template strings: text with `${…}` and `%{ if }`, `%{ for }`.
 *
 * In three steps: the text is cut into tokens, `~` strips the text next to it, and the directives are nested.
 */

import { type Cursor, expect, fail, scan, take, withNewlines } from './cursor.ts';
import { parseForHeader } from './parse-collection.ts';
import { parseExpression } from './parse-expression.ts';
import type { Expression, For } from './syntax.ts';

type Tag =
  | { readonly kind: 'value'; readonly value: Expression }
  | { readonly kind: 'if'; readonly condition: Expression }
  | { readonly kind: 'for'; readonly header: Pick<For, 'keyName' | 'valueName' | 'collection'> }
  | { readonly kind: 'else' | 'endif' | 'endfor' };
type Token = { readonly kind: 'text'; text: string } | (Tag & { stripBefore: boolean; stripAfter: boolean });

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };
/** Text up to an opening or an escaped opening; `$${` begins with the last but one dollar. */
const bareRun = /(?:(?!\$?\$\{|%?%\{)[\s\S])+/uy;
const quotedRun = /(?:(?!\$?\$\{|%?%\{)[^"\\\n])+/uy;

/** A string of Terraform JSON: no quotes around it, no backslash escapes in it. */
export function parseTemplateText(text: string): Expression {
  const cursor: Cursor = { text, position: 0, newlines: false };
  return toExpression(cursor, parseTokens(cursor, false));
}

/** Behind the opening quote; takes the closing one. */
export function parseQuotedTemplate(cursor: Cursor): Expression {
  return withNewlines(cursor, false, () => toExpression(cursor, parseTokens(cursor, true)));
}

function parseTokens(cursor: Cursor, quoted: boolean): Token[] {
  const tokens: Token[] = [];
  for (;;) {
    const text = parseText(cursor, quoted);
    if (text !== '') tokens.push({ kind: 'text', text });
    const opening = scan(cursor, /[$%]\{/y);
    if (opening !== undefined) tokens.push(parseTag(cursor, opening));
    else if (quoted && scan(cursor, /"/y) === undefined) return fail(cursor, 'a closing quote expected');
    else break;
  }
  strip(tokens, quoted);
  return tokens;
}

function parseText(cursor: Cursor, quoted: boolean): string {
  let text = '';
  while (cursor.position < cursor.text.length) {
    const escaped = scan(cursor, /\$\$\{|%%\{/y);
    if (escaped !== undefined) text += escaped.slice(1);
    else if (quoted && scan(cursor, /\\/y) !== undefined) text += parseEscape(cursor);
    else {
      const plain = scan(cursor, quoted ? quotedRun : bareRun);
      if (plain === undefined) break;
      text += plain;
    }
  }
  return text;
}

function parseEscape(cursor: Cursor): string {
  const simple = scan(cursor, /[nrt"\\]/y);
  if (simple !== undefined) return escapes[simple] ?? '';
  const code = scan(cursor, /u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}/y)?.slice(1);
  if (code === undefined || Number.parseInt(code, 16) > 0x10ffff)
    return fail(cursor, 'a known escape expected');
  return String.fromCodePoint(Number.parseInt(code, 16));
}

function parseTag(cursor: Cursor, opening: string): Token {
  return withNewlines(cursor, false, () => {
    const stripBefore = scan(cursor, /~/y) !== undefined;
    const tag: Tag =
      opening === '${' ? { kind: 'value', value: parseExpression(cursor) } : parseDirective(cursor);
    const stripAfter = expect(cursor, /~?\}/y, '"}"').startsWith('~');
    return { ...tag, stripBefore, stripAfter };
  });
}

function parseDirective(cursor: Cursor): Tag {
  const keyword = take(cursor, /[a-z]+\b/y);
  if (keyword === 'if') return { kind: 'if', condition: parseExpression(cursor) };
  if (keyword === 'for') return { kind: 'for', header: parseForHeader(cursor) };
  if (keyword === 'else' || keyword === 'endif' || keyword === 'endfor') return { kind: keyword };
  return fail(cursor, '"if", "else", "endif", "for" or "endfor" expected');
}

/** `~` takes the blanks next to it: in a string all of them, in bare text those up to the end of the line. */
function strip(tokens: Token[], quoted: boolean): void {
  const [after, before] = quoted ? [/^\s+/, /\s+$/] : [/^[^\S\n]*\n?/, /[^\S\n]*\n?$/];
  tokens.forEach((token, index) => {
    if (token.kind !== 'text') return;
    const [previous, next] = [tokens[index - 1], tokens[index + 1]];
    if (previous !== undefined && previous.kind !== 'text' && previous.stripAfter) {
      token.text = token.text.replace(after, '');
    }
    if (next !== undefined && next.kind !== 'text' && next.stripBefore)
      token.text = token.text.replace(before, '');
  });
}

function toExpression(cursor: Cursor, tokens: Token[]): Expression {
  const rest = [...tokens];
  const parts = nest(cursor, rest);
  if (rest.length > 0) fail(cursor, `a directive to match "${rest[0]?.kind}" expected`);
  const [only, ...more] = parts;
  if (only === undefined) return { kind: 'literal', value: '' };
  // a string that is one `${…}` is that value, whatever its type; one that is only text is the text
  return more.length === 0 ? only : { kind: 'template', parts };
}

/** Takes tokens up to one that belongs to an outer directive. */
function nest(cursor: Cursor, rest: Token[]): Expression[] {
  const parts: Expression[] = [];
  for (let token = rest.shift(); token !== undefined; token = rest.shift()) {
    if (token.kind === 'text') parts.push({ kind: 'literal', value: token.text });
    else if (token.kind === 'value') parts.push(token.value);
    else if (token.kind === 'if') parts.push(nestIf(cursor, token.condition, rest));
    else if (token.kind === 'for') parts.push(nestFor(cursor, token.header, rest));
    else {
      rest.unshift(token);
      break;
    }
  }
  return parts;
}

function nestIf(cursor: Cursor, condition: Expression, rest: Token[]): Expression {
  const whenTrue: Expression = { kind: 'template', parts: nest(cursor, rest) };
  const hasElse = rest[0]?.kind === 'else';
  if (hasElse) rest.shift();
  const whenFalse: Expression = { kind: 'template', parts: hasElse ? nest(cursor, rest) : [] };
  if (rest.shift()?.kind !== 'endif') fail(cursor, '"%{ endif }" expected');
  return { kind: 'conditional', condition, whenTrue, whenFalse };
}

function nestFor(
  cursor: Cursor,
  header: Pick<For, 'keyName' | 'valueName' | 'collection'>,
  rest: Token[],
): Expression {
  const body: Expression = { kind: 'template', parts: nest(cursor, rest) };
  if (rest.shift()?.kind !== 'endfor') fail(cursor, '"%{ endfor }" expected');
  const items: Expression = { kind: 'for', ...header, value: body, grouped: false };
  return { kind: 'call', name: 'join', args: [{ kind: 'literal', value: '' }, items], expanded: false };
}
