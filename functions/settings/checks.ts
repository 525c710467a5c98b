/** Small checks of settings. Each gives the value, or throws a `SettingsError` that says where, what it takes, what it got. */

import { isRecord } from '../records.ts';

export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

export function record(value: unknown, at: string): Record<string, unknown> {
  if (!isRecord(value)) throw wrong(at, 'an object', value);
  return value;
}

export function list(value: unknown, at: string): unknown[] {
  if (!Array.isArray(value)) throw wrong(at, 'a list', value);
  return value;
}

export function text(value: unknown, at: string): string {
  if (typeof value !== 'string' || value === '') throw wrong(at, 'a text', value);
  return value;
}

export function optionalText(value: unknown, at: string): string | undefined {
  return value === undefined || value === null ? undefined : text(value, at);
}

/** A list, entry by entry. */
export function each<Entry>(
  value: unknown,
  at: string,
  read: (entry: unknown, at: string) => Entry,
): Entry[] {
  return list(value, at).map((entry, index) => read(entry, `${at}[${index}]`));
}

export function texts(value: unknown, at: string): string[] {
  return each(value, at, text);
}

export function whole(value: unknown, at: string, min: number, max: number): number {
  if (!Number.isInteger(value) || Number(value) < min || Number(value) > max) {
    throw wrong(at, `a whole number from ${min} to ${max}`, value);
  }
  return Number(value);
}

export function oneOf<Name extends string>(value: unknown, at: string, names: readonly Name[]): Name {
  const found = names.find(name => name === value);
  if (found === undefined) throw wrong(at, `one of ${names.join(', ')}`, value);
  return found;
}

export function flag(value: unknown, at: string): boolean {
  if (typeof value !== 'boolean') throw wrong(at, 'true or false', value);
  return value;
}

/** Without the undefined fields. */
export function present<Fields extends object>(
  fields: Fields,
): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Fields]?: Exclude<Fields[Name], undefined>;
  };
}

export function wrong(at: string, takes: string, got: unknown): SettingsError {
  return new SettingsError(`${at} takes ${takes}; got ${JSON.stringify(got)}.`);
}
