/** A place in the text that is parsed. Scanning is by sticky regular expressions, which match only at the place. */

import { ExpressionError } from '../errors.ts';

export interface Cursor {
  readonly text: string;
  position: number;
  /** Whether a line's end ends an item, as it does between the braces of an object. */
  newlines: boolean;
}

const blanks = /(?:[ \t\r]+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const blanksAndLines = /(?:[ \t\r\n]+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
/** A dash may be part of a name: `a-b` is one identifier, `a - b` is a difference. */
const identifier = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;

/** Matches a sticky pattern at the cursor and moves behind it. */
export function scan(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.position;
  const match = pattern.exec(cursor.text);
  if (match === null) return undefined;
  cursor.position = pattern.lastIndex;
  return match[0];
}

/** Skips blanks and comments. */
export function skip(cursor: Cursor): void {
  scan(cursor, cursor.newlines ? blanks : blanksAndLines);
}

/** Takes a token after blanks. */
export function take(cursor: Cursor, pattern: RegExp): string | undefined {
  skip(cursor);
  return scan(cursor, pattern);
}

export const takeIdentifier = (cursor: Cursor): string | undefined => take(cursor, identifier);

export function expect(cursor: Cursor, pattern: RegExp, what: string): string {
  return take(cursor, pattern) ?? fail(cursor, `${what} expected`);
}

/** Whether the pattern is next, after blanks. */
export function isNext(cursor: Cursor, pattern: RegExp): boolean {
  const { position } = cursor;
  const found = take(cursor, pattern) !== undefined;
  cursor.position = position;
  return found;
}

/** Runs a parser with line ends meaning something, or not. */
export function withNewlines<T>(cursor: Cursor, newlines: boolean, parse: () => T): T {
  const outer = cursor.newlines;
  cursor.newlines = newlines;
  const parsed = parse();
  cursor.newlines = outer;
  return parsed;
}

export function fail(cursor: Cursor, message: string): never {
  const at = cursor.position < cursor.text.length ? `character ${cursor.position + 1}` : 'the end';
  throw new ExpressionError(`Invalid expression: ${message} at ${at} of ${JSON.stringify(cursor.text)}`);
}
