import { ConfigurationError } from '../../terraform/errors.ts';

export type Quote = "'" | '"';

export type Token =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string; readonly quote: Quote }
  /** An id begins with a small letter, a function or a keyword with a capital one. */
  | { readonly kind: 'name'; readonly value: string }
  | { readonly kind: 'sign'; readonly value: string };

/** One alternative for each kind; blanks before it. */
const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?)|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([A-Za-z]\w*)|(&&|\|\||==|!=|<=|>=|[-+*/^<>()[\],]))/y;

/** @throws ConfigurationError for a character that is in no expression */
export function tokensOf(expression: string): Token[] {
  const tokens: Token[] = [];
  const text = expression.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const [, number, single, double, name, sign = ''] = TOKEN.exec(text) ?? [undefined];
    if (TOKEN.lastIndex === 0)
      throw new ConfigurationError(
        `the expression is not understood from "${text.slice(at, at + 20).trim()}" on`,
      );
    if (number !== undefined) tokens.push({ kind: 'number', value: Number(number) });
    else if (single !== undefined) tokens.push(textOf(single, "'"));
    else if (double !== undefined) tokens.push(textOf(double, '"'));
    else if (name !== undefined) tokens.push({ kind: 'name', value: name });
    else tokens.push({ kind: 'sign', value: sign });
  }
  return tokens;
}

/** The other quotes, and what stands before them, are for what reads the text: a search has backslashes of its own. */
const textOf = (text: string, quote: Quote): Token => ({
  ...{ kind: 'text', quote },
  value: text.replaceAll(`\\${quote}`, quote),
});
