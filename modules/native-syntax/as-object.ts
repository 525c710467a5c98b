import { isJsonObject } from '../../local/terraform/expression/from-json.ts';
import type { Json, JsonObject } from '../../local/terraform/json.ts';

/** @param what names it in the error @throws Error for anything other than an object */
export function asObject(value: Json, what: string): JsonObject {
  if (!isJsonObject(value)) throw new Error(`${what} is not an object, but ${JSON.stringify(value)}.`);
  return value;
}
