/** A policy document as data: every element in its long form, so that nobody has to look for the short one again. */

export interface Policy {
  /** Policy variables are variables in the later one only: without `Version` it is the earlier one. */
  readonly version: '2012-10-17' | '2008-10-17';
  readonly statements: readonly Statement[];
}

export interface Statement {
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  readonly action: Patterns;
  readonly resource: Patterns;
  /** In policies of resources only. */
  readonly principal?: Principals;
  /** All of them have to hold. */
  readonly conditions: readonly Condition[];
}

/** `Action` and `Resource`, or `NotAction` and `NotResource`: everything but what the patterns match. */
export interface Patterns {
  readonly not: boolean;
  readonly patterns: readonly string[];
}

/** `Principal`, or `NotPrincipal`. */
export interface Principals {
  readonly not: boolean;
  /** Accounts, roles and sessions by ARN (an account's ends with `:root`), services by name; `*` for everybody. */
  readonly names: readonly string[];
}

/** One line of a condition block. */
export interface Condition {
  /** `ForAllValues` and `ForAnyValue` are for keys with several values. */
  readonly set?: 'ForAllValues' | 'ForAnyValue';
  /** As in the table of `condition-operators.ts`, or `Null`. */
  readonly operator: string;
  readonly ifExists: boolean;
  readonly key: string;
  /** One of them is enough. */
  readonly values: readonly string[];
}

/** What a request says of itself, by condition key. Letter case does not count in keys. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

/** The request's values of a key; none if the request lacks it. */
export function valuesOf(context: Context, key: string): readonly string[] {
  const found = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase());
  return found ? [found[1]].flat() : [];
}
