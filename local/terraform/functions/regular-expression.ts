/**
 * Go's regular expressions (RE2) in JavaScript's: what Terraform's `regex`, `regexall` and `replace` take.
 *
 * Both choose the leftmost match and prefer the first alternative. What differs in spelling or meaning is rewritten;
 * what RE2 does not have (look-around, back references) is refused, as Terraform would.
 */

import { ExpressionError, UnsupportedError } from '../errors.ts';

interface Reader {
  readonly source: string;
  position: number;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly groups: Set<'named' | 'unnamed'>;
}

const posixClasses: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\0-\\x7f',
  blank: '\\t ',
  cntrl: '\\0-\\x1f\\x7f',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`\\{-~',
  space: '\\t\\n\\v\\f\\r ',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};
/** Go's `\s` is ASCII; JavaScript's has these as well. */
const furtherBlanks = '\\v\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff';
const textStart = '(?:(?<![\\s\\S]))';
const textEnd = '(?:(?![\\s\\S]))';
const lineStart = '(?:(?<=\\n|(?<![\\s\\S])))';
const lineEnd = '(?:(?=\\n|(?![\\s\\S])))';

/** @throws ExpressionError for what Go would not parse either */
export function parsePattern(source: string): RegExp {
  const [leading = '', flags = ''] = /^\(\?([imsU]+)\)/.exec(source) ?? [];
  if (flags.includes('U')) throw unsupported('(?U)');
  const reader: Reader = {
    source,
    position: leading.length,
    multiline: flags.includes('m'),
    dotAll: flags.includes('s'),
    groups: new Set(),
  };
  let translated = '';
  while (reader.position < source.length) translated += translateNext(reader);
  if (reader.groups.has('named') && reader.groups.has('unnamed')) {
    throw new ExpressionError('cannot mix both named and unnamed capture groups');
  }
  return compile(translated, flags.includes('i') ? 'gui' : 'gu', source);
}

function compile(translated: string, flags: string, source: string): RegExp {
  try {
    return new RegExp(translated, flags);
  } catch (error) {
    throw new ExpressionError(`invalid regular expression ${JSON.stringify(source)}`, { cause: error });
  }
}

const unsupported = (what: string): UnsupportedError =>
  new UnsupportedError(`${what} in a regular expression is not supported here`);

function read(reader: Reader, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = reader.position;
  const match = pattern.exec(reader.source);
  if (match === null) return undefined;
  reader.position = pattern.lastIndex;
  return match;
}

function translateNext(reader: Reader): string {
  const literal = read(reader, /\\Q([\s\S]*?)(?:\\E|$)/y);
  if (literal !== undefined) return escapeAll(literal[1] ?? '');
  if (read(reader, /\\/y) !== undefined) return translateEscape(reader, false);
  if (read(reader, /\[/y) !== undefined) return translateClass(reader);
  if (read(reader, /\(/y) !== undefined) return translateGroup(reader);
  const repetition = read(reader, /\{\d+(?:,\d*)?\}/y);
  if (repetition !== undefined) return repetition[0];
  const [character = ''] = read(reader, /[\s\S]/uy) ?? [];
  if (character === '.') return reader.dotAll ? '[\\s\\S]' : '[^\\n]';
  if (character === '^') return reader.multiline ? lineStart : textStart;
  if (character === '$') return reader.multiline ? lineEnd : textEnd;
  return '{}]/'.includes(character) ? `\\${character}` : character;
}

function translateGroup(reader: Reader): string {
  const named = read(reader, /\?P?<([A-Za-z0-9_]+)>/y);
  if (named !== undefined) {
    reader.groups.add('named');
    return `(?<${named[1]}>`;
  }
  if (read(reader, /\?:/y) !== undefined) return '(?:';
  const flags = read(reader, /\?[a-zA-Z-]+[:)]/y);
  if (flags !== undefined) throw unsupported(`(${flags[0]} other than in front`);
  if (read(reader, /\?/y) !== undefined)
    throw new ExpressionError('invalid or unsupported Perl syntax after "(?"');
  reader.groups.add('unnamed');
  return '(';
}

/** Behind `[`. A `]` that comes first is one of the characters. */
function translateClass(reader: Reader): string {
  let translated = read(reader, /\^/y) === undefined ? '[' : '[^';
  if (read(reader, /\]/y) !== undefined) translated += '\\]';
  for (;;) {
    if (read(reader, /\]/y) !== undefined) return `${translated}]`;
    const posix = read(reader, /\[:(\^?)(\w+):\]/y);
    if (posix !== undefined) translated += posixClass(posix[1] ?? '', posix[2] ?? '');
    else if (read(reader, /\\/y) !== undefined) {
      translated += translateEscape(reader, true);
      // a dash behind a class like \w is a dash, which the `u` flag requires to be escaped
      if (
        /\\[dDwWsSpP](?:\{.*\})?$/.test(reader.source.slice(0, reader.position)) &&
        read(reader, /-(?!\])/y)
      ) {
        translated += '\\-';
      }
    } else {
      const [character] = read(reader, /[\s\S]/uy) ?? [];
      if (character === undefined) throw new ExpressionError('missing closing ] in a regular expression');
      translated += '[/'.includes(character) ? `\\${character}` : character;
    }
  }
}

function posixClass(negation: string, name: string): string {
  const characters = Object.hasOwn(posixClasses, name) ? posixClasses[name] : undefined;
  if (characters === undefined) throw new ExpressionError(`invalid character class [:${name}:]`);
  if (negation !== '') throw unsupported(`[[:^${name}:]]`);
  return characters;
}

/** Behind the backslash. */
function translateEscape(reader: Reader, inClass: boolean): string {
  const property = read(reader, /([pP])(?:([A-Z])|\{(\^?)(\w+)\})/y);
  if (property !== undefined) return propertyClass(property);
  const code = read(reader, /x(?:([0-9a-fA-F]{2})|\{([0-9a-fA-F]{1,6})\})/y);
  if (code !== undefined) return `\\u{${code[1] ?? code[2]}}`;
  const octal = read(reader, /0[0-7]{0,2}|[1-7][0-7]{1,2}/y);
  if (octal !== undefined) return `\\u{${Number.parseInt(octal[0], 8).toString(16)}}`;
  const [character = ''] = read(reader, /[\s\S]/uy) ?? [];
  if ('dDwWfnrtv'.includes(character) && character !== '') return `\\${character}`;
  if (character === 's') return inClass ? '\\t\\n\\f\\r ' : '[\\t\\n\\f\\r ]';
  if (character === 'S') return inClass ? `\\S${furtherBlanks}` : '[^\\t\\n\\f\\r ]';
  if (character === 'a') return '\\x07';
  if (!inClass && character === 'A') return textStart;
  if (!inClass && character === 'z') return textEnd;
  if (!inClass && (character === 'b' || character === 'B')) return `\\${character}`;
  if (/^[!-/:-@[-`{-~]$/.test(character)) return escapeOne(character, inClass);
  throw new ExpressionError(`invalid escape sequence \\${character} in a regular expression`);
}

function propertyClass([, letter, single, negation, name]: RegExpExecArray): string {
  const property = single ?? name ?? '';
  const isCategory = /^[CLMNPSZ][a-z]?$/.test(property);
  const negated = (letter === 'P') !== (negation === '^');
  return `\\${negated ? 'P' : 'p'}{${isCategory ? '' : 'Script='}${property}}`;
}

const escapeAll = (text: string): string => Array.from(text, c => escapeOne(c, false)).join('');
const escapeOne = (character: string, inClass: boolean): string =>
  '^$\\.*+?()[]{}|/'.includes(character) || (inClass && character === '-') ? `\\${character}` : character;

/** All matches as Go finds them: none that is empty right behind the one before. */
export function findAll(pattern: RegExp, text: string): RegExpExecArray[] {
  let end = -1;
  return Array.from(text.matchAll(pattern)).filter(match => {
    const wanted = match[0] !== '' || match.index !== end;
    end = match.index + match[0].length;
    return wanted;
  });
}

/** Fills `$1`, `${1}`, `$name`, `${name}` and `$$` of a replacement; a missing group is empty. */
export function expand(replacement: string, match: RegExpExecArray): string {
  return replacement.replace(/\$(?:\$|(\w+)|\{(\w+)\})/g, (_, bare?: string, braced?: string) => {
    const name = bare ?? braced;
    if (name === undefined) return '$';
    if (/^\d+$/.test(name)) return match[Number(name)] ?? '';
    const groups = match.groups ?? {};
    return Object.hasOwn(groups, name) ? (groups[name] ?? '') : '';
  });
}
