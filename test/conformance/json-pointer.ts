/** JSON Pointers (RFC 6901), for names without `~` and `/`. */

/** The value at a pointer; undefined where there is none. */
export function valueAt(document: unknown, pointer: string): unknown {
  return names(pointer).reduce<unknown>((value, name) => Object(value)[name], document);
}

/** The document with another value at a pointer, where its parents are there. */
export function withValueAt(document: unknown, pointer: string, value: unknown): unknown {
  const [first, ...rest] = names(pointer);
  if (first === undefined) return value;
  if (typeof document !== 'object' || document === null) return document;
  const copy = Array.isArray(document) ? [...document] : { ...document };
  const inner = withValueAt(valueAt(document, `/${first}`), rest.map(name => `/${name}`).join(''), value);
  return Object.assign(copy, { [first]: inner });
}

function names(pointer: string): string[] {
  return pointer.split('/').slice(1);
}
