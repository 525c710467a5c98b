/**
 * What a setting takes, said once, as data. The functions read their settings by it at the cold start; `modules/inputs`
 * makes of the same the type of a Terraform variable, its validations and its documentation. So both say the same, as
 * long as a pattern means the same to Terraform (RE2) and to JavaScript: a test holds each to what the two share.
 *
 * Without prose, except what an error needs: every function has it in its bundle.
 */

import { isRecord } from '../records.ts';
import { wrong } from './settings-error.ts';

export interface Setting<Value = unknown> {
  /** @param at its path, in Terraform's words @throws SettingsError */
  readonly read: (value: unknown, at: string) => Value;
}

export type ValueOf<Declared> = Declared extends Setting<infer Value> ? Value : never;

/** A setting without parts. */
export interface Scalar<Value = unknown> extends Setting<Value> {
  /** For an error: `a whole number from 4 to 8`. */
  readonly takes: string;
}

/* @__NO_SIDE_EFFECTS__ */
function scalar<Value, Rule extends object>(
  rule: Rule,
  takes: string,
  holds: (value: unknown) => unknown,
): Scalar<Value> & Rule {
  const read = (value: unknown, at: string): Value => {
    if (holds(value)) return value as Value;
    throw wrong(at, takes, value);
  };
  return { ...rule, takes, read };
}

export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/* @__NO_SIDE_EFFECTS__ */
export const whole = (min: number, max: number) =>
  scalar<number, Bounds & { readonly isWhole: true }>(
    { min, max, isWhole: true },
    `a whole number from ${min} to ${max}`,
    value => Number.isInteger(value) && (value as number) >= min && (value as number) <= max,
  );

/* @__NO_SIDE_EFFECTS__ */
export const number = (min: number, max: number) =>
  scalar<number, Bounds>(
    { min, max },
    `a number from ${min} to ${max}`,
    value => typeof value === 'number' && value >= min && value <= max,
  );

/* @__NO_SIDE_EFFECTS__ */
export const flag = () => scalar<boolean, object>({}, 'true or false', value => typeof value === 'boolean');

/* @__NO_SIDE_EFFECTS__ */
export const oneOf = <const Name extends string>(...names: readonly Name[]) =>
  scalar<Name, { readonly names: readonly Name[] }>({ names }, `one of ${names.join(', ')}`, value =>
    (names as readonly unknown[]).includes(value),
  );

/** A text that every pattern matches; never an empty one. */
/* @__NO_SIDE_EFFECTS__ */
export const text = (takes = 'a text', ...patterns: readonly RegExp[]) =>
  scalar<string, { readonly patterns: readonly RegExp[] }>(
    { patterns },
    takes,
    value => typeof value === 'string' && value && patterns.every(pattern => pattern.test(value)),
  );

export interface ListOf<Of extends Setting> extends Scalar<readonly ValueOf<Of>[]>, Bounds {
  readonly of: Of;
  readonly isSet?: true;
}

/** @param min how many there are at least @param takes for an error */
/* @__NO_SIDE_EFFECTS__ */
export function list<Of extends Setting>(
  of: Of,
  min = 0,
  max = Infinity,
  takes = min ? 'one or more' : 'a list',
): ListOf<Of> {
  const read = (value: unknown, at: string) => {
    if (!Array.isArray(value) || value.length < min || value.length > max) throw wrong(at, takes, value);
    return value.map((entry, index) => of.read(entry, `${at}[${index}]`) as ValueOf<Of>);
  };
  return { of, min, max, takes, read };
}

/** To the functions a list, as which Terraform writes it. */
/* @__NO_SIDE_EFFECTS__ */
export const set = <Of extends Setting>(of: Of, min?: number): ListOf<Of> => ({
  ...list(of, min),
  isSet: true,
});

/** @param settings the names that count, with what each takes */
function readFields(
  value: unknown,
  at: string,
  settings: readonly [string, Setting][],
  nameOf = (name: string) => name,
): never {
  if (!isRecord(value)) throw wrong(at || 'settings', 'an object', value);
  const fields = settings.map(([name, setting]) => [
    nameOf(name),
    setting.read(value[name], at ? `${at}.${name}` : name),
  ]);
  return Object.fromEntries(fields.filter(([, field]) => field !== undefined)) as never;
}

export interface MapOf<Of extends Setting> extends Setting<Readonly<Record<string, ValueOf<Of>>>> {
  readonly of: Of;
  readonly keys: Scalar<string>;
}

/* @__NO_SIDE_EFFECTS__ */
export const map = <Of extends Setting>(of: Of, keys: Scalar<string> = text()): MapOf<Of> => ({
  of,
  keys,
  read: (value, at) =>
    readFields(
      value,
      at,
      Object.keys(isRecord(value) ? value : {}).map(key => [keys.read(key, at), of]),
    ),
});

export type Attributes = Readonly<Record<string, Setting>>;

export interface ObjectOf<Declared extends Attributes = Attributes> extends Setting<Values<Declared>> {
  readonly attributes: Declared;
}

/** `resend_seconds` in Terraform is `resendSeconds` in the code. */
type Camel<Name> = Name extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : Name;

/** What was read of an object. Whatever was left out and has no default is absent. */
export type Values<Declared> = {
  readonly [Name in keyof Declared as undefined extends ValueOf<Declared[Name]>
    ? never
    : Camel<Name>]: ValueOf<Declared[Name]>;
} & {
  readonly [Name in keyof Declared as undefined extends ValueOf<Declared[Name]>
    ? Camel<Name>
    : never]?: Exclude<ValueOf<Declared[Name]>, undefined>;
};

/** Attributes by Terraform's names. Unknown ones are ignored. */
/* @__NO_SIDE_EFFECTS__ */
export const object = <Declared extends Attributes>(attributes: Declared): ObjectOf<Declared> => ({
  attributes,
  read: (value, at) =>
    readFields(value, at, Object.entries(attributes), name =>
      name.replace(/_./g, pair => pair.charAt(1).toUpperCase()),
    ),
});

export interface Optional<Of extends Setting = Setting, Value = unknown> extends Setting<Value> {
  readonly of: Of;
  /** In Terraform's words. */
  readonly fallback: unknown;
}

/** Like Terraform's `optional(type, default)`: null, and what is left out, become the default, or nothing. */
/* @__NO_SIDE_EFFECTS__ */
export function optional<Of extends Setting>(of: Of): Optional<Of, ValueOf<Of> | undefined>;
export function optional<Of extends Setting>(of: Of, fallback: unknown): Optional<Of, ValueOf<Of>>;
/* @__NO_SIDE_EFFECTS__ */
export function optional(of: Setting, fallback?: unknown): Optional {
  const read = (value: unknown, at: string): unknown => {
    const given = value ?? fallback;
    return given == null ? undefined : of.read(given, at);
  };
  return { of, fallback, read };
}
