import type { Json, JsonObject } from '../../local/terraform/json.ts';
import { asObject } from './as-object.ts';
import type { Entry } from './outline.ts';

/** With what the constructs say of it as comments, which JSON has as `//`. */
export function explained(configuration: JsonObject, outline: readonly Entry[]): JsonObject {
  const reasons = new Map(outline.map(({ address, why }) => [address, why]));
  const withReasons = (blocks: Json | undefined, prefix: string): Json => {
    const typed = Object.entries(asObject(blocks ?? {}, prefix)).map(([type, named]): [string, Json] => [
      type,
      Object.fromEntries(
        Object.entries(asObject(named, type)).map(([name, body]): [string, Json] => {
          const why = reasons.get(`${prefix}${type}.${name}`);
          return [name, why === undefined ? body : { '//': why, ...asObject(body, name) }];
        }),
      ),
    ]);
    return Object.fromEntries(typed);
  };
  const ofLocals = Object.fromEntries(
    Array.from(reasons).flatMap(([address, why]) =>
      why !== undefined && address.startsWith('local.') ? [[address.slice(6), why]] : [],
    ),
  );
  return {
    ...configuration,
    ...('locals' in configuration && {
      locals: { ...asObject(configuration.locals ?? {}, 'locals'), '//': ofLocals },
    }),
    ...('resource' in configuration && { resource: withReasons(configuration.resource, '') }),
    ...('data' in configuration && { data: withReasons(configuration.data, 'data.') }),
  };
}
