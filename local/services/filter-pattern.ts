/**
 * Filter patterns of CloudWatch Logs, as far as the module has them: on JSON, comparisons of numbers, `&&`, `||` and
 * parentheses. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */

import { isObject, type Json } from '../aws-service.ts';

/** Whether a log event passes. */
export type Filter = (message: string) => boolean;

type Condition = (value: Json) => boolean;

const OPERATORS: Readonly<Record<string, (value: number, than: number) => boolean>> = {
  '=': (value, than) => value === than,
  '!=': (value, than) => value !== than,
  '>': (value, than) => value > than,
  '<': (value, than) => value < than,
  '>=': (value, than) => value >= than,
  '<=': (value, than) => value <= than,
};

const TOKEN = /\s*(\$(?:\.[A-Za-z0-9_-]+)+|[-+]?\d+(?:\.\d+)?|&&|\|\||[!<>]?=|[<>()])/y;

/** @throws Error for a pattern that CloudWatch Logs may take, and that is not read here */
export function parseFilterPattern(pattern: string): Filter {
  const refused = () => new Error(`the filter pattern ${pattern} is not read here: only numbers in JSON are`);
  const [, inner] = /^\s*\{(.*)\}\s*$/s.exec(pattern) ?? [];
  if (inner === undefined) throw refused();
  const tokens = tokensOf(inner.trimEnd(), refused);
  const next = (): string => {
    const token = tokens.shift();
    if (token === undefined) throw refused();
    return token;
  };

  function chain(operator: string, operand: () => Condition, join: 'some' | 'every'): Condition {
    const parts = [operand()];
    while (tokens[0] === operator) {
      tokens.shift();
      parts.push(operand());
    }
    return value => parts[join](part => part(value));
  }
  /** `&&` binds more tightly. */
  const any = (): Condition => chain('||', () => chain('&&', one, 'every'), 'some');

  function one(): Condition {
    const first = next();
    if (first === '(') {
      const within = any();
      if (next() !== ')') throw refused();
      return within;
    }
    const compare = OPERATORS[next()];
    const than = next();
    if (!first.startsWith('$.') || !compare || !/^[-+]?\d/.test(than)) throw refused();
    const path = first.split('.').slice(1);
    return value => {
      const found = path.reduce<Json | undefined>((at, name) => (isObject(at) ? at[name] : undefined), value);
      return typeof found === 'number' && compare(found, Number(than));
    };
  }

  const condition = any();
  if (tokens.length > 0) throw refused();
  return message => {
    const value = jsonIn(message);
    return value !== undefined && condition(value);
  };
}

function tokensOf(text: string, refused: () => Error): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const [, token] = TOKEN.exec(text) ?? [];
    if (token === undefined) throw refused();
    tokens.push(token);
  }
  return tokens;
}

function jsonIn(message: string): Json | undefined {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}
