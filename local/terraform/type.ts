/** Terraform's types: what a variable is declared as, and what a value is. */

import type { Value } from './value.ts';

/** `any` is a type still to be found: that of an untyped null, or of the elements of an empty list. */
export type Type =
  | 'any'
  | 'string'
  | 'number'
  | 'bool'
  | { readonly kind: 'list' | 'set' | 'map'; readonly element: Type }
  | { readonly kind: 'tuple'; readonly elements: readonly Type[] }
  | { readonly kind: 'object'; readonly attributes: Readonly<Record<string, Attribute>> };

export interface Attribute {
  readonly type: Type;
  /** Declared with `optional(…)`: it may be left out, and is then `fallback`, or null without one. */
  readonly optional?: true;
  readonly fallback?: Value;
}

/** The name as Terraform's messages have it: `list of string`, `object`, `any type`. */
export function describeType(type: Type): string {
  if (type === 'any') return 'any type';
  if (typeof type === 'string') return type;
  if (type.kind === 'tuple' || type.kind === 'object') return type.kind;
  return `${type.kind} of ${type.element === 'any' ? 'any single type' : describeType(type.element)}`;
}

/** Whether two types are one and the same; no conversion is considered. */
export function sameType(left: Type, right: Type): boolean {
  if (typeof left === 'string' || typeof right === 'string') return left === right;
  if (left.kind === 'tuple') {
    return (
      right.kind === 'tuple' &&
      left.elements.length === right.elements.length &&
      left.elements.every((type, index) => sameType(type, right.elements[index] ?? 'any'))
    );
  }
  if (left.kind === 'object') {
    if (right.kind !== 'object') return false;
    const names = Object.keys(left.attributes);
    return (
      names.length === Object.keys(right.attributes).length &&
      names.every(name => {
        const [a, b] = [left.attributes[name], right.attributes[name]];
        return a !== undefined && b !== undefined && sameType(a.type, b.type);
      })
    );
  }
  return left.kind === right.kind && sameType(left.element, right.element);
}
