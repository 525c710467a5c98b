import type { BinaryOperator, Expression, For } from '../../local/terraform/expression/syntax.ts';
import { hclString } from '../inputs/hcl-text.ts';

/** An expression on one line, with parentheses where they are needed, and around `&&` within `||`. */
export function flat(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'string' ? hclString(expression.value) : String(expression.value);
    case 'template':
      if (expression.parts.length < 2)
        throw new Error('A directive in a template: write it as an expression.');
      return `"${expression.parts.map((part, at) => templatePart(part, expression.parts[at + 1])).join('')}"`;
    case 'tuple':
      return `[${expression.items.map(flat).join(', ')}]`;
    case 'object': {
      const items = expression.items.map(({ key, value }) => `${keyText(key)} = ${flat(value)}`);
      return items.length === 0 ? '{}' : `{ ${items.join(', ')} }`;
    }
    case 'variable':
      return expression.name;
    case 'attribute':
    case 'index':
    case 'splat':
      return `${inParentheses(expression.of, isStepped)}${stepText(expression)}`;
    case 'unary':
      return `${expression.operator}${operandText(expression)}`;
    case 'binary': {
      const [left, right] = operands(expression);
      return `${left} ${expression.operator} ${right}`;
    }
    case 'conditional':
      return `${inParentheses(expression.condition, isNoConditional)} ? ${inParentheses(expression.whenTrue, isNoConditional)} : ${flat(expression.whenFalse)}`;
    case 'for': {
      const { key, condition } = expression;
      const body = `${behind(forHeader(expression), flat(expression.collection))} : ${forValue(expression, flat)}${condition === undefined ? '' : ` ${behind('if', flat(condition))}`}`;
      return key === undefined ? `[${body}]` : `{ ${body} }`;
    }
    case 'call':
      return `${expression.name}(${expression.args.map(flat).join(', ')}${expression.expanded ? '...' : ''})`;
    case 'dynamic':
      throw new Error('A dynamic block is not an expression.');
  }
}

/** As `terraform fmt` has what follows a word: to it, every word before a parenthesis calls something. */
export const behind = (word: string, text: string) => `${word}${text.startsWith('(') ? '' : ' '}${text}`;

/** `for k, v in`. */
export const forHeader = ({ keyName, valueName }: For) =>
  `for ${keyName === undefined ? '' : `${keyName}, `}${valueName} in`;

/** What a `for` makes of an item. */
export const forValue = ({ key, value, grouped }: For, text: (value: Expression) => string) =>
  `${key === undefined ? '' : `${flat(key)} => `}${text(value)}${grouped ? '...' : ''}`;

/** A name as it is, any other text in quotation marks, and in parentheses what is computed. */
export function keyText(key: Expression): string {
  if (key.kind !== 'literal') return key.kind === 'template' ? flat(key) : `(${flat(key)})`;
  const isName = typeof key.value === 'string' && /^[A-Za-z_][\w-]*$/.test(key.value);
  return isName ? String(key.value) : flat(key);
}

/** `.name`, `[key]` or `[*].name` behind what it is a step of. */
export function stepText(step: Extract<Expression, { kind: 'attribute' | 'index' | 'splat' }>): string {
  if (step.kind === 'attribute') return `.${step.name}`;
  // `each` begins with the element, which is written as `*`.
  return step.kind === 'index' ? `[${flat(step.key)}]` : `[*]${flat(step.each).slice(1)}`;
}

type Test = (expression: Expression) => boolean;

/** How a part of an expression is written: as it is, or in parentheses. */
export interface Writer {
  readonly bare: (part: Expression) => string;
  readonly wrapped: (part: Expression) => string;
}
const onOneLine: Writer = { bare: flat, wrapped: part => `(${flat(part)})` };

export const inParentheses = (part: Expression, isBare: Test, { bare, wrapped } = onOneLine) =>
  isBare(part) ? bare(part) : wrapped(part);

const STEPPED: ReadonlySet<Expression['kind']> = new Set([
  'variable',
  'attribute',
  'index',
  'call',
  'object',
  'tuple',
  'for',
]);
/** A step behind a splat would be one of each element. */
export const isStepped: Test = ({ kind }) => STEPPED.has(kind);
export const isNoConditional: Test = ({ kind }) => kind !== 'conditional';

export const operandText = ({ operand }: Extract<Expression, { kind: 'unary' }>, writer = onOneLine) =>
  inParentheses(operand, ({ kind }) => kind !== 'binary' && kind !== 'conditional', writer);

const LEVELS: readonly (readonly BinaryOperator[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
];
const EQUALITY = 2;
const levelOf = (operator: BinaryOperator) => LEVELS.findIndex(level => level.includes(operator));

/** Both sides of an operator; those of a level group from the left. */
export function operands(
  { operator, left, right }: Extract<Expression, { kind: 'binary' }>,
  writer = onOneLine,
): readonly [string, string] {
  const isBare =
    (atLeast: number): Test =>
    side =>
      side.kind !== 'conditional' &&
      (side.kind !== 'binary' ||
        (levelOf(side.operator) >= atLeast && !(operator === '||' && side.operator === '&&')));
  const level = levelOf(operator);
  // Nobody should have to know in which order comparisons of comparisons are made.
  const ofLeft = level === EQUALITY ? level + 1 : level;
  return [inParentheses(left, isBare(ofLeft), writer), inParentheses(right, isBare(level + 1), writer)];
}

/**
 * @throws Error for what would read differently in quotation marks: `$` before `${` is an escape
 */
function templatePart(part: Expression, next: Expression | undefined): string {
  if (part.kind !== 'literal' || typeof part.value !== 'string') return `\${${flat(part)}}`;
  const isText = next?.kind === 'literal' && typeof next.value === 'string';
  if (/[$%]$/.test(part.value) && next !== undefined && !isText)
    throw new Error(`A template has ${JSON.stringify(part.value)} before \${}, which HCL cannot have.`);
  return hclString(part.value).slice(1, -1);
}
