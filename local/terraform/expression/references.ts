/** What an expression refers to, found without evaluating it: Terraform orders its graph by that. */

import { ExpressionError } from '../errors.ts';
import { type Expression, referenceText } from './syntax.ts';

/** Objects that the block itself provides, rather than another block. */
const provided = ['each', 'count', 'path', 'self', 'terraform', '*'];

/**
 * The addresses of the blocks that must be evaluated first: `var.x`, `local.x`, `aws_kms_key.this`, `data.t.n`.
 * @throws ExpressionError when a reference names no block
 */
export function referencesOf(expression: Expression): ReadonlySet<string> {
  const before = known.get(expression);
  if (before) return before;
  const found = new Set(collect(expression, new Set(provided)));
  known.set(expression, found);
  return found;
}

/** Expressions do not change, and are looked at again with other inputs. */
const known = new WeakMap<Expression, ReadonlySet<string>>();

/** @param bound names that do not mean blocks here, such as the variables of a `for` */
function collect(expression: Expression, bound: ReadonlySet<string>): string[] {
  const all = (parts: readonly Expression[]): string[] => parts.flatMap(part => collect(part, bound));
  switch (expression.kind) {
    case 'literal':
      return [];
    case 'template':
      return all(expression.parts);
    case 'tuple':
      return all(expression.items);
    case 'object':
      return all(expression.items.flatMap(({ key, value }) => [key, value]));
    case 'call':
      return all(expression.args);
    case 'unary':
      return all([expression.operand]);
    case 'binary':
      return all([expression.left, expression.right]);
    case 'conditional':
      return all([expression.condition, expression.whenTrue, expression.whenFalse]);
    case 'splat':
      return all([expression.of, expression.each]);
    case 'for': {
      const { collection, keyName, valueName, key, value, condition } = expression;
      const inner = new Set([...bound, valueName, ...(keyName === undefined ? [] : [keyName])]);
      const parts = [key, value, condition].filter(part => part !== undefined);
      return [...all([collection]), ...parts.flatMap(part => collect(part, inner))];
    }
    case 'dynamic': {
      const { collection, content, iterator } = expression;
      return [...all([collection]), ...collect(content, new Set([...bound, iterator]))];
    }
    default:
      return traversal(expression, bound);
  }
}

type Traversal = Extract<Expression, { kind: 'variable' | 'attribute' | 'index' }>;

function traversal(expression: Traversal, bound: ReadonlySet<string>): string[] {
  const found: string[] = [];
  /** The attributes directly behind the first name. */
  let names: string[] = [];
  let step: Expression = expression;
  while (step.kind === 'attribute' || step.kind === 'index') {
    if (step.kind === 'index') found.push(...collect(step.key, bound));
    names = step.kind === 'index' ? [] : [step.name, ...names];
    step = step.of;
  }
  if (step.kind !== 'variable') return [...found, ...collect(step, bound)];
  return bound.has(step.name) ? found : [...found, address(expression, step.name, names)];
}

function address(expression: Traversal, root: string, names: readonly string[]): string {
  const length = root === 'data' ? 2 : 1;
  if (names.length >= length) return [root, ...names.slice(0, length)].join('.');
  throw new ExpressionError(
    `Invalid reference: ${referenceText(expression)} names no variable, local or resource`,
  );
}
