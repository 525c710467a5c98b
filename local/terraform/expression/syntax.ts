/** The syntax tree of Terraform's expressions and templates. */

export type Expression =
  | { readonly kind: 'literal'; readonly value: null | boolean | number | string }
  /** Parts joined into one string. */
  | { readonly kind: 'template'; readonly parts: readonly Expression[] }
  | { readonly kind: 'tuple'; readonly items: readonly Expression[] }
  | { readonly kind: 'object'; readonly items: readonly ObjectItem[] }
  /** The first name of a reference, as `var` in `var.x`; `*` is the element that a splat is at. */
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'attribute'; readonly of: Expression; readonly name: string }
  | { readonly kind: 'index'; readonly of: Expression; readonly key: Expression }
  /** `of[*].a`: `each` is evaluated with `*` as every element. */
  | { readonly kind: 'splat'; readonly of: Expression; readonly each: Expression }
  | { readonly kind: 'unary'; readonly operator: UnaryOperator; readonly operand: Expression }
  | Binary
  | Conditional
  | For
  | Call
  | Dynamic;

export interface ObjectItem {
  readonly key: Expression;
  readonly value: Expression;
}

export type UnaryOperator = '!' | '-';
export type BinaryOperator =
  | '||'
  | '&&'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '+'
  | '-'
  | '*'
  | '/'
  | '%';

export interface Binary {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Conditional {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

export interface For {
  readonly kind: 'for';
  /** Names of the key or index, if it is asked for, and of the value. */
  readonly keyName?: string;
  readonly valueName: string;
  readonly collection: Expression;
  /** Makes an object of the items; without it they make a tuple. */
  readonly key?: Expression;
  readonly value: Expression;
  readonly condition?: Expression;
  /** `...`: values of equal keys are gathered in a tuple. */
  readonly grouped: boolean;
}

export interface Call {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Expression[];
  /** `f(xs...)`: the elements of the last argument are arguments. */
  readonly expanded: boolean;
}

/** A `dynamic` block: one block for each element, as a tuple. */
export interface Dynamic {
  readonly kind: 'dynamic';
  readonly iterator: string;
  readonly collection: Expression;
  readonly content: Expression;
}

/** A reference as it was written, as far as it is one: `aws_iam_role.define.arn`. For messages. */
export function referenceText(expression: Expression): string {
  if (expression.kind === 'variable') return expression.name;
  if (expression.kind === 'attribute') return `${referenceText(expression.of)}.${expression.name}`;
  if (expression.kind === 'index') {
    const key = expression.key.kind === 'literal' ? JSON.stringify(expression.key.value) : '…';
    return `${referenceText(expression.of)}[${key}]`;
  }
  return '(…)';
}
