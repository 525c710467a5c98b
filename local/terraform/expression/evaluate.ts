/** The evaluator of expressions. */

import { convert, toBool, toText } from '../convert.ts';
import { ExpressionError } from '../errors.ts';
import { callFunction, type FunctionTable } from '../functions/signature.ts';
import { describeType, type Type } from '../type.ts';
import { unify } from '../unify.ts';
import { describe, elementsOf, list, typeOf, type Value } from '../value.ts';
import { dynamicBlocks, forObject, forTuple } from './loops.ts';
import { applyBinary, applyUnary } from './operators.ts';
import { attribute, element } from './steps.ts';
import { type Call, type Conditional, type Expression, referenceText } from './syntax.ts';

/** What an expression may use. */
export interface Scope {
  /** By the first name of a reference: `var`, `local`, `each`, `aws_kms_key`, … */
  readonly variables: Readonly<Record<string, Value>>;
  readonly functions: FunctionTable;
}

/** @throws ExpressionError as a plan would, UnsupportedError where only this evaluator cannot */
export function evaluate(expression: Expression, scope: Scope): Value {
  const of = (inner: Expression): Value => evaluate(inner, scope);
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'template':
      return expression.parts.map(part => templateText(of(part))).join('');
    case 'tuple':
      return expression.items.map(of);
    case 'object':
      return Object.fromEntries(
        expression.items.map(item => [objectKey(of(item.key)), of(item.value)] as const),
      );
    case 'variable':
      return variable(expression.name, scope);
    case 'attribute':
      return attribute(of(expression.of), expression.name, referenceText(expression));
    case 'index':
      return element(of(expression.of), of(expression.key), referenceText(expression));
    case 'splat':
      return splat(of(expression.of), expression.each, scope);
    case 'unary':
      return applyUnary(expression.operator, of(expression.operand));
    case 'binary':
      return applyBinary(expression.operator, of(expression.left), of(expression.right));
    case 'conditional':
      return conditional(expression, scope);
    case 'for':
      return expression.key === undefined
        ? forTuple(expression, scope)
        : forObject(expression, expression.key, scope);
    case 'call':
      return call(expression, scope);
    case 'dynamic':
      return dynamicBlocks(expression, scope);
  }
}

export const bind = (scope: Scope, variables: Readonly<Record<string, Value>>): Scope => ({
  ...scope,
  variables: { ...scope.variables, ...variables },
});

function variable(name: string, scope: Scope): Value {
  const value = Object.hasOwn(scope.variables, name) ? scope.variables[name] : undefined;
  if (value === undefined) throw new ExpressionError(`Invalid reference: "${name}" is not available here`);
  return value;
}

function templateText(value: Value): string {
  if (value === null) throw new ExpressionError('Cannot include a null value in a string template');
  if (typeof value === 'object') {
    throw new ExpressionError(
      `Cannot include the given value in a string template: string required, but it is ${describe(value)}`,
    );
  }
  return toText(value);
}

export function objectKey(value: Value): string {
  if (value === null) throw new ExpressionError("Can't use a null value as a key");
  if (typeof value === 'object') throw new ExpressionError("Can't use this value as a key: string required");
  return toText(value);
}

/** Null has no elements, a single value is its own only element. */
function splat(value: Value, each: Expression, scope: Scope): Value {
  if (value === null) return [];
  const results = (elementsOf(value) ?? [value]).map(item => evaluate(each, bind(scope, { '*': item })));
  const type = typeOf(value);
  if (typeof type === 'string' || (type.kind !== 'list' && type.kind !== 'set')) return results;
  const common = unify(results.map(typeOf));
  return common === undefined ? results : list(results, common);
}

/** Only the chosen branch must succeed. The other one still has a say in the type: `true ? 1 : "a"` is "1". */
function conditional({ condition, whenTrue, whenFalse }: Conditional, scope: Scope): Value {
  const decision = evaluate(condition, scope);
  if (decision === null) throw new ExpressionError('The condition is null. It must either be true or false');
  const [chosen, other] = toBool(decision) ? [whenTrue, whenFalse] : [whenFalse, whenTrue];
  const value = evaluate(chosen, scope);
  const otherType = typeOfBranch(other, scope);
  const type = unify([typeOf(value), otherType]);
  if (type !== undefined) return convert(value, type);
  throw new ExpressionError(
    `The true and false result expressions must have consistent types, but they are ${describe(value)} and ${describeType(otherType)}`,
  );
}

function typeOfBranch(branch: Expression, scope: Scope): Type {
  try {
    return typeOf(evaluate(branch, scope));
  } catch (error) {
    if (error instanceof ExpressionError) return 'any';
    throw error;
  }
}

function call({ name, args, expanded }: Call, scope: Scope): Value {
  if (name === 'can') return succeeds(args, scope);
  if (name === 'try') return firstSuccess(args, scope);
  const values = args.map(argument => evaluate(argument, scope));
  if (!expanded) return callFunction(scope.functions, name, values);
  const last = elementsOf(values.pop() ?? null);
  if (last === undefined) throw new ExpressionError('The expanding argument must be a tuple, list or set');
  return callFunction(scope.functions, name, [...values, ...last]);
}

function succeeds(args: readonly Expression[], scope: Scope): boolean {
  const [argument, ...more] = args;
  if (argument === undefined || more.length > 0)
    throw new ExpressionError('Function "can" expects 1 argument');
  try {
    evaluate(argument, scope);
    return true;
  } catch (error) {
    if (error instanceof ExpressionError) return false;
    throw error;
  }
}

function firstSuccess(args: readonly Expression[], scope: Scope): Value {
  const problems: string[] = [];
  for (const argument of args) {
    try {
      return evaluate(argument, scope);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      problems.push(error.message);
    }
  }
  throw new ExpressionError(`Call to function "try" failed: no expression succeeded: ${problems.join('; ')}`);
}
