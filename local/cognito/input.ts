/**
 * Reads an operation's input: each field's type and limits, with AWS's errors.
 *
 * A wrong JSON type is a SerializationException at the first one found, as AWS's parser throws it. Missing
 * fields and broken limits are collected into one InvalidParameterException.
 */

import { AwsError, isObject, type Json, type JsonObject } from '../aws-service.ts';
import { invalidParameter } from './errors.ts';

/** Gives the value; adds what breaks a limit to `problems`. `at` is the field's name in error messages. */
export type Reader<T> = (value: Json, at: string, problems: string[]) => T;
export interface Field<T, Required extends boolean> {
  readonly read: Reader<T>;
  readonly required: Required;
}
export type Shape = Readonly<Record<string, Field<unknown, boolean>>>;
type RequiredKeys<S extends Shape> = { [K in keyof S]: S[K]['required'] extends true ? K : never }[keyof S];
type ValueOf<F> = F extends Field<infer T, boolean> ? T : never;
export type Input<S extends Shape> = { [K in RequiredKeys<S>]: ValueOf<S[K]> } & {
  [K in Exclude<keyof S, RequiredKeys<S>>]?: ValueOf<S[K]>;
};

export const required = <T>(read: Reader<T>): Field<T, true> => ({ read, required: true });
export const optional = <T>(read: Reader<T>): Field<T, false> => ({ read, required: false });

/** Fields that `shape` does not name are left out: clients send more than a local Cognito needs. */
export function readInput<S extends Shape>(input: JsonObject, shape: S): Input<S> {
  const problems: string[] = [];
  const values = readFields(input, shape, '', problems);
  if (problems.length > 0) {
    const count = `${problems.length} validation error${problems.length > 1 ? 's' : ''} detected`;
    throw invalidParameter(`${count}: ${problems.join('; ')}`);
  }
  return values;
}

/** @param within what comes before the fields' names in error messages */
function readFields<S extends Shape>(
  input: JsonObject,
  shape: S,
  within: string,
  problems: string[],
): Input<S> {
  const values = Object.entries(shape).flatMap(([name, field]) => {
    const value = input[name] ?? null;
    const at = within + name.charAt(0).toLowerCase() + name.slice(1);
    if (value !== null) return [[name, field.read(value, at, problems)]];
    if (field.required)
      problems.push(`Value null at '${at}' failed to satisfy constraint: Member must not be null`);
    return [];
  });
  return Object.fromEntries(values) as Input<S>;
}

interface TextLimits {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  /** Keeps the value out of the error message. */
  readonly sensitive?: boolean;
}

/** Cognito's StringType, the type of map keys and values: at most 131072 characters. */
const longest = 131_072;

export const text =
  ({ min = 0, max = longest, pattern, sensitive = false }: TextLimits = {}): Reader<string> =>
  (value, at, problems) => {
    if (typeof value !== 'string') throw notConvertible(value, 'a String');
    const report = (constraint: string) =>
      problems.push(
        `Value ${sensitive ? '' : `'${value}' `}at '${at}' failed to satisfy constraint: ${constraint}`,
      );
    if (value.length < min) report(`Member must have length greater than or equal to ${min}`);
    if (value.length > max) report(`Member must have length less than or equal to ${max}`);
    else if (pattern && !new RegExp(`^(?:${pattern})$`, 'u').test(value))
      report(`Member must satisfy regular expression pattern: ${pattern}`);
    return value;
  };

export const choice =
  <const T extends string>(values: readonly T[]): Reader<T> =>
  (value, at, problems) => {
    const found = values.find(candidate => candidate === value);
    if (found !== undefined) return found;
    if (typeof value !== 'string') throw notConvertible(value, 'a String');
    const constraint = `Member must satisfy enum value set: [${values.join(', ')}]`;
    problems.push(`Value '${value}' at '${at}' failed to satisfy constraint: ${constraint}`);
    // Never seen: a problem makes readInput throw.
    return value as T;
  };

/** String to string, as AuthParameters, ChallengeResponses and ClientMetadata are. */
export const textMap: Reader<Record<string, string>> = (value, at, problems) => {
  if (!isObject(value)) throw notConvertible(value, 'a map');
  const entries = Object.entries(value).flatMap(([key, member]) => {
    if (member === null) return [];
    if (typeof member !== 'string') throw notConvertible(member, 'a String');
    return [[key, member] as const];
  });
  if (entries.some(([key, member]) => key.length > longest || member.length > longest)) {
    const constraint = `[Member must have length less than or equal to ${longest}, Member must have length greater than or equal to 0]`;
    problems.push(
      `Value at '${at}' failed to satisfy constraint: Map value must satisfy constraint: ${constraint}`,
    );
  }
  // No prototype: a key such as "constructor" is the client's data, not a property that is always there.
  return Object.assign(Object.create(null), Object.fromEntries(entries));
};

export const list =
  <T>(read: Reader<T>): Reader<T[]> =>
  (value, at, problems) => {
    if (!Array.isArray(value)) throw new AwsError('SerializationException', 'Expected list or null');
    return value.map((member, index) => read(member, `${at}.${index + 1}.member`, problems));
  };

export const structure =
  <S extends Shape>(shape: S): Reader<Input<S>> =>
  (value, at, problems) => {
    if (!isObject(value)) throw notConvertible(value, 'a structure');
    return readFields(value, shape, `${at}.`, problems);
  };

export const flag: Reader<boolean> = value => {
  if (typeof value !== 'boolean') throw notConvertible(value, 'a Boolean');
  return value;
};

export const wholeNumber =
  (min: number, max: number): Reader<number> =>
  (value, at, problems) => {
    if (typeof value !== 'number') throw notConvertible(value, 'an Integer');
    const report = (constraint: string) =>
      problems.push(`Value '${value}' at '${at}' failed to satisfy constraint: ${constraint}`);
    if (value < min) report(`Member must have value greater than or equal to ${min}`);
    if (value > max) report(`Member must have value less than or equal to ${max}`);
    return Math.trunc(value);
  };

function notConvertible(value: Json, type: string): AwsError {
  if (Array.isArray(value))
    return new AwsError('SerializationException', 'Start of list found where not expected');
  if (value !== null && typeof value === 'object')
    return new AwsError('SerializationException', 'Start of structure or map found where not expected.');
  const found =
    typeof value === 'boolean'
      ? String(value).toUpperCase()
      : typeof value === 'number'
        ? 'NUMBER'
        : 'STRING';
  return new AwsError('SerializationException', `${found}_VALUE can not be converted to ${type}`);
}
