/** Functions of strings. */

import { ExpressionError } from '../errors.ts';
import { compareText, list, type Value } from '../value.ts';
import { graphemes } from './graphemes.ts';
import { expand, findAll, parsePattern } from './regular-expression.ts';
import { fn, integer, string, strings, variadic } from './signature.ts';

const textList = (texts: Iterable<string>): Value => list(texts, 'string');

/** A character at a time, as Go does: "ß" has no single upper-case letter and stays. */
const byCharacter = (text: string, change: (character: string) => string): string =>
  Array.from(text, character => {
    const changed = change(character);
    return [...changed].length === 1 ? changed : character;
  }).join('');
const lower = (text: string): string => byCharacter(text, c => c.toLowerCase());
const upper = (text: string): string => byCharacter(text, c => c.toUpperCase());

function nonNull(texts: readonly (string | null)[]): string[] {
  return texts.map((text, index) => {
    if (text === null) throw new ExpressionError(`element ${index} is null`);
    return text;
  });
}

function substring(text: string, offset: number, length: number): string {
  const characters = graphemes(text);
  const start = Math.max(0, offset < 0 ? offset + characters.length : offset);
  return characters.slice(start, length < 0 ? undefined : start + length).join('');
}

/** A search between slashes is a regular expression. */
function replace(text: string, search: string, replacement: string): string {
  if (search === '') return ['', ...text, ''].join(replacement);
  if (!/^\/.*\/$/s.test(search)) return text.split(search).join(replacement);
  return replacePattern(text, search.slice(1, -1), replacement);
}

function replacePattern(text: string, source: string, replacement: string): string {
  let result = '';
  let position = 0;
  for (const match of findAll(parsePattern(source), text)) {
    result += text.slice(position, match.index) + expand(replacement, match);
    position = match.index + match[0].length;
  }
  return result + text.slice(position);
}

/** A match as a value: the text if there are no groups, otherwise the groups by position or by name. */
function captured(match: RegExpExecArray): Value {
  if (match.groups !== undefined) {
    return Object.fromEntries(
      Object.entries(match.groups).map(([name, text]) => [name, text ?? null] as const),
    );
  }
  return match.length > 1 ? match.slice(1).map(text => text ?? null) : match[0];
}

function regex(source: string, text: string): Value {
  const [first] = findAll(parsePattern(source), text);
  if (first === undefined) throw new ExpressionError('pattern did not match any part of the given string');
  return captured(first);
}

const trimStart = (text: string, cut: (character: string) => boolean): string => {
  const characters = [...text];
  const start = characters.findIndex(character => !cut(character));
  return start < 0 ? '' : characters.slice(start).join('');
};
const reversed = (text: string): string => [...text].reverse().join('');
const trim = (text: string, cut: (character: string) => boolean): string =>
  reversed(trimStart(reversed(trimStart(text, cut)), cut));

export const stringFunctions = {
  lower: fn([string], lower),
  upper: fn([string], upper),
  trimprefix: fn([string, string], (text, prefix) =>
    text.startsWith(prefix) ? text.slice(prefix.length) : text,
  ),
  trimsuffix: fn([string, string], (text, suffix) =>
    text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text,
  ),
  trimspace: fn([string], text => trim(text, character => /\p{White_Space}/u.test(character))),
  startswith: fn([string, string], (text, prefix) => text.startsWith(prefix)),
  endswith: fn([string, string], (text, suffix) => text.endsWith(suffix)),
  strcontains: fn([string, string], (text, part) => text.includes(part)),
  substr: fn([string, integer, integer], substring),
  split: fn([string, string], (separator, text) => textList(separator === '' ? text : text.split(separator))),
  join: variadic([string], strings, (lists, separator) => lists.flatMap(nonNull).join(separator), {
    least: 1,
  }),
  replace: fn([string, string, string], replace),
  regex: fn([string, string], regex),
  sort: fn([strings], texts => textList(nonNull(texts).sort(compareText))),
  compact: fn([strings], texts => textList(texts.flatMap(text => text || []))),
};
