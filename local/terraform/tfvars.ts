/**
 * Reads a file of values in HCL, as `terraform.tfvars`: a value for each name, without references and functions.
 * https://developer.hashicorp.com/terraform/language/values/variables#variable-definitions-tfvars-files
 */

import { ConfigurationError, ExpressionError, UnsupportedError } from './errors.ts';
import { type Cursor, expect, fail, skip, take, takeIdentifier } from './expression/cursor.ts';
import { evaluate } from './expression/evaluate.ts';
import { parseExpression } from './expression/parse-expression.ts';
import type { ObjectValue, Value } from './value.ts';

const lineEnd = /\n/y;

/**
 * @param file what to call it in errors
 * @throws ConfigurationError with the line
 */
export function parseTfvars(text: string, file: string): ObjectValue {
  const cursor: Cursor = { text: text.replace(/^\ufeff/, ''), position: 0, newlines: true };
  const values = new Map<string, Value>();
  try {
    for (;;) {
      while (take(cursor, lineEnd) !== undefined);
      skip(cursor);
      if (cursor.position === cursor.text.length) return Object.fromEntries(values);
      const name = takeIdentifier(cursor) ?? fail(cursor, 'the name of a variable expected');
      if (values.has(name)) fail(cursor, `${name} is given twice; one of the two expected`);
      expect(cursor, /=(?!=)/y, `"=" and a value for ${name}`);
      values.set(name, evaluate(parseExpression(cursor), { variables: {}, functions: {} }));
      skip(cursor);
      if (cursor.position < cursor.text.length) expect(cursor, lineEnd, `the end of the line of ${name}`);
    }
  } catch (error) {
    if (!(error instanceof ExpressionError || error instanceof UnsupportedError)) throw error;
    const line = cursor.text.slice(0, cursor.position).split('\n').length;
    // The place in the text is told by the line, and the text is all of the file.
    const reason = error.message.replace(/ at (the end|character \d+) of ".*"$/s, '');
    throw new ConfigurationError(`${file}, line ${line}: ${reason}`, { cause: error });
  }
}
