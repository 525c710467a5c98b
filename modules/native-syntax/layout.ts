import type { Binary, Expression, For } from '../../local/terraform/expression/syntax.ts';
import { aligned, type Pair } from './aligned.ts';
import {
  behind,
  flat,
  forHeader,
  forValue,
  inParentheses,
  isNoConditional,
  isStepped,
  keyText,
  operands,
  operandText,
  stepText,
  type Writer,
} from './expression-text.ts';
import { chomped } from './heredoc.ts';

/** Longest line that an expression stays on. */
const LINE = 100;

/** Where an expression is written. */
interface Place {
  /** Of the line that it begins on. */
  readonly indent: string;
  /** What is before it on this line, the indent included. */
  readonly column: number;
  /** `brackets`: a line may end anywhere, and the expression has its line to itself. `free`: a line's end is an end. */
  readonly within: 'brackets' | 'free';
}

/**
 * An expression over as many lines as make it readable, the way people write them: lists and objects open, an operand
 * a line, conditions and their branches below each other.
 */
export function laidOut(expression: Expression, place: Place): string {
  const line = flat(expression);
  if (place.column + line.length <= LINE) return line;
  const inner = `${place.indent}  `;
  const own = (part: Expression) => laidOut(part, onItsOwn(inner));
  const here = writer({ ...place, within: 'free' });
  switch (expression.kind) {
    case 'object': {
      if (expression.items.length === 0) return line;
      const items = expression.items.map(({ key, value }) => pair(keyText(key), value, inner));
      return `{\n${aligned(items, inner)}\n${place.indent}}`;
    }
    case 'tuple':
      if (expression.items.length === 0) return line;
      return `[\n${expression.items.map(item => `${inner}${own(item)},\n`).join('')}${place.indent}]`;
    case 'call': {
      const { name, args, expanded } = expression;
      const [last, ...before] = args.toReversed();
      if (last === undefined) return line;
      const end = expanded ? '...' : '';
      if (before.every(isShort) && BRACKETED.has(last.kind)) {
        const start = [...before.toReversed().map(flat), ''].join(', ');
        const column = place.column + name.length + 1 + start.length;
        return `${name}(${start}${laidOut(last, { ...place, column, within: 'free' })}${end})`;
      }
      return `${name}(\n${args.map(each => inner + own(each)).join(',\n')}${end}\n${place.indent})`;
    }
    case 'for':
      return loop(expression, place.indent);
    case 'attribute':
    case 'index':
    case 'splat':
      return `${inParentheses(expression.of, isStepped, here)}${stepText(expression)}`;
    case 'unary':
      return `${expression.operator}${operandText(expression, here)}`;
    case 'binary':
      return lines(place, at => binary(expression, at));
    case 'conditional':
      return lines(place, at => {
        const condition = inParentheses(expression.condition, isNoConditional, writer(onItsOwn(at)));
        const branch = writer({ indent: at, column: at.length + 2, within: 'free' });
        const [whenTrue, whenFalse] = [
          inParentheses(expression.whenTrue, isNoConditional, branch),
          branch.bare(expression.whenFalse),
        ];
        return `${condition}\n${at}? ${whenTrue}\n${at}: ${whenFalse}`;
      });
    default:
      return line;
  }
}

const writer = (place: Place): Writer => ({
  bare: part => laidOut(part, place),
  wrapped: part => {
    const line = `(${flat(part)})`;
    return place.column + line.length <= LINE
      ? line
      : lines({ ...place, within: 'free' }, at => laidOut(part, onItsOwn(at)));
  },
});

/** Over several lines however short it is. */
export const opened = (expression: Expression, indent: string) =>
  laidOut(expression, { indent, column: LINE, within: 'free' });

/** The value over as many lines as it takes. */
export function pair(name: string, value: Expression, indent: string): Pair {
  const column = indent.length + name.length + 3;
  return { name, text: chomped(value, indent) ?? laidOut(value, { indent, column, within: 'free' }) };
}

/** What brings its own brackets, which close on the line of the call's parenthesis. */
const BRACKETED: ReadonlySet<Expression['kind']> = new Set(['object', 'tuple', 'for', 'call']);
const isShort = (argument: Expression) =>
  argument.kind === 'literal' || argument.kind === 'variable' || argument.kind === 'attribute';

const onItsOwn = (indent: string): Place => ({ indent, column: indent.length, within: 'brackets' });

/** Lines that HCL takes for one expression only between brackets. */
function lines({ indent, within }: Place, text: (indent: string) => string): string {
  if (within === 'brackets') return text(indent);
  const inner = `${indent}  `;
  return `(\n${inner}${text(inner)}\n${indent})`;
}

const CHAINED: ReadonlySet<string> = new Set(['&&', '||', '+']);

/** `a && b && c`: an operand a line. Two that are compared stay together. */
function binary(expression: Binary, indent: string): string {
  const { operator } = expression;
  if (!CHAINED.has(operator)) {
    const [left, right] = operands(expression, writer({ ...onItsOwn(indent), within: 'free' }));
    return `${left} ${operator} ${right}`;
  }
  const { left } = expression;
  const [first, second] = operands(expression, writer(onItsOwn(indent)));
  const before = left.kind === 'binary' && left.operator === operator ? binary(left, indent) : first;
  return `${before} ${operator}\n${indent}${second}`;
}

function loop(expression: For, indent: string): string {
  const inner = `${indent}  `;
  const { key, condition } = expression;
  const [open, close] = key === undefined ? ['[', ']'] : ['{', '}'];
  const head = forHeader(expression);
  const at = (before: string, within: Place['within']): Place => ({
    indent: inner,
    column: inner.length + before.length,
    within,
  });
  const start = `${inner}${behind(head, laidOut(expression.collection, at(`${head} `, 'free')))} :`;
  const value = forValue(expression, flat);
  const isOneLine = !start.includes('\n') && start.length + 1 + value.length <= LINE;
  const place = key === undefined ? at('', 'brackets') : at(`${flat(key)} => `, 'free');
  const body = isOneLine ? ` ${value}` : `\n${inner}${forValue(expression, part => laidOut(part, place))}`;
  // On lines of its own without parentheses, which would be those of a call.
  const last =
    condition === undefined ? '' : `\n${inner}${behind('if', laidOut(condition, at('if ', 'brackets')))}`;
  return `${open}\n${start}${body}${last}\n${indent}${close}`;
}
