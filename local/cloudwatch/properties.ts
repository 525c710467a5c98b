/** Reads what a dashboard's body declares: each reader throws ConfigurationError with the property's name. */

import type { JsonObject } from '../aws-service.ts';
import { ConfigurationError } from '../terraform/errors.ts';

export function requireKnown(properties: JsonObject, known: readonly string[]): void {
  const other = Object.keys(properties).find(name => !known.includes(name));
  if (other) throw new ConfigurationError(`${other} is not modelled here`);
}

export function textIn(properties: JsonObject, name: string, otherwise?: string): string {
  const value = optionalTextIn(properties, name) ?? otherwise;
  if (value === undefined) throw new ConfigurationError(`it has no ${name}`);
  return value;
}

export function optionalTextIn(properties: JsonObject, name: string): string | undefined {
  const value = properties[name];
  if (value === undefined || typeof value === 'string') return value;
  throw new ConfigurationError(`${name} takes a text, and is ${JSON.stringify(value)}`);
}

export function flagIn(properties: JsonObject, name: string, otherwise: boolean): boolean {
  const value = properties[name] ?? otherwise;
  if (typeof value === 'boolean') return value;
  throw new ConfigurationError(`${name} takes true or false, and is ${JSON.stringify(value)}`);
}

/** What is wrong gets the place where it is. */
export function within<Result>(where: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new ConfigurationError(`${where}: ${error.message}`, { cause: error });
  }
}
