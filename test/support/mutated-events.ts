import fc from 'fast-check';

/** Any JSON in the place of one of an event's parts, or that part left out; now and then of two. @param more or one of these */
export function mutated(event: object, more?: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const paths = [...pathsOf(event)];
  const oddValue = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(undefined, null, '', 'x'.repeat(100_000), [], {}, true, 'true', 1, -1, [
      'CUSTOM_CHALLENGE',
    ]),
    ...(more ? [more] : []),
  );
  const change = fc.tuple(fc.constantFrom(...paths), oddValue);
  return fc
    .array(change, { minLength: 1, maxLength: 2 })
    .map(changes => changes.reduce<unknown>((value, [path, odd]) => replaced(value, path, odd), event));
}

type Path = readonly (string | number)[];

function* pathsOf(value: unknown, path: Path = []): Generator<Path> {
  if (path.length > 0) yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) yield* pathsOf(part, [...path, key]);
}

function replaced(value: unknown, [key, ...rest]: Path, odd: unknown): unknown {
  if (key === undefined) return odd;
  if (typeof value !== 'object' || value === null) return value;
  const part = replaced((value as Readonly<Record<string, unknown>>)[key], rest, odd);
  if (Array.isArray(value))
    return value.flatMap((old, at) => (at !== Number(key) ? [old] : part === undefined ? [] : [part]));
  const { [key]: _, ...others } = value as Readonly<Record<string, unknown>>;
  return part === undefined ? others : { ...others, [key]: part };
}
