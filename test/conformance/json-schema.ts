import { valueAt } from './json-pointer.ts';

/** A JSON Schema (draft 2020-12), of which this validates the part that our schemas and vectors use. */
export type Schema = Readonly<Record<string, unknown>>;

/**
 * What is wrong with a value by a schema: nothing, when the list is empty. Each entry says where, what is taken and
 * what was got.
 *
 * @param root the document that `$ref` points into
 * @throws Error for a keyword that is not known here: it would else be taken for met
 */
export function faults(value: unknown, schema: Schema, root: Schema = schema, at = ''): string[] {
  return Object.entries(schema).flatMap(([keyword, expected]) => {
    if (annotations.has(keyword)) return [];
    const check = keywords[keyword];
    if (!check) throw new Error(`The keyword ${keyword} is not known here.`);
    return check(value, expected, { schema, root, at });
  });
}

interface Place {
  readonly schema: Schema;
  readonly root: Schema;
  readonly at: string;
}

type Check = (value: unknown, expected: unknown, place: Place) => string[];

const annotations = new Set(['$schema', '$id', '$defs', '$comment', 'title', 'description', 'examples']);

const keywords: Readonly<Record<string, Check>> = {
  $ref: (value, expected, { root, at }) =>
    faults(value, valueAt(root, String(expected).slice(1)) as Schema, root, at),
  type: (value, expected, { at }) => {
    const types = [expected].flat();
    const fits = types.includes(typeOf(value)) || (types.includes('integer') && Number.isInteger(value));
    return fits ? [] : [wrong(at, `the type ${types.join(' or ')}`, value)];
  },
  const: (value, expected, { at }) =>
    equals(value, expected) ? [] : [wrong(at, JSON.stringify(expected), value)],
  enum: (value, expected, { at }) =>
    items(expected).some(each => equals(value, each))
      ? []
      : [wrong(at, `one of ${items(expected).join(', ')}`, value)],
  required: (value, expected, { at }) =>
    items(expected)
      .filter(name => isObject(value) && !Object.hasOwn(value, String(name)))
      .map(name => `${at}/${name} is missing`),
  properties: (value, expected, { root, at }) =>
    fieldsOf(value).flatMap(([name, field]) => {
      const schema = isObject(expected) && Object.hasOwn(expected, name) ? (expected[name] as Schema) : {};
      return faults(field, schema, root, `${at}/${name}`);
    }),
  patternProperties: (value, expected, { root, at }) =>
    fieldsOf(value).flatMap(([name, field]) =>
      fieldsOf(expected)
        .filter(([pattern]) => new RegExp(pattern, 'u').test(name))
        .flatMap(([, schema]) => faults(field, schema as Schema, root, `${at}/${name}`)),
    ),
  additionalProperties: (value, expected, { schema, root, at }) =>
    fieldsOf(value)
      .filter(([name]) => !isNamed(name, schema))
      .flatMap(([name, field]) =>
        expected === false
          ? [`${at}/${name} is not known`]
          : faults(field, expected as Schema, root, `${at}/${name}`),
      ),
  items: (value, expected, { root, at }) =>
    items(value).flatMap((item, index) => faults(item, expected as Schema, root, `${at}/${index}`)),
  minProperties: (value, expected, { at }) =>
    isObject(value) && Object.keys(value).length < Number(expected)
      ? [wrong(at, `${expected} or more fields`, value)]
      : [],
  minLength: (value, expected, { at }) =>
    typeof value === 'string' && [...value].length < Number(expected)
      ? [wrong(at, `${expected} or more characters`, value)]
      : [],
  maxLength: (value, expected, { at }) =>
    typeof value === 'string' && [...value].length > Number(expected)
      ? [wrong(at, `up to ${expected} characters`, value)]
      : [],
  pattern: (value, expected, { at }) =>
    typeof value === 'string' && !new RegExp(String(expected), 'u').test(value)
      ? [wrong(at, `the pattern ${expected}`, value)]
      : [],
  not: (value, expected, { root, at }) =>
    faults(value, expected as Schema, root, at).length === 0
      ? [wrong(at, `not ${JSON.stringify(expected)}`, value)]
      : [],
  anyOf: (value, expected, { root, at }) =>
    items(expected).some(each => faults(value, each as Schema, root, at).length === 0)
      ? []
      : [wrong(at, `one of ${JSON.stringify(expected)}`, value)],
};

function wrong(at: string, takes: string, got: unknown): string {
  return `${at || 'the answer'} takes ${takes}; got ${(JSON.stringify(got) ?? 'nothing').slice(0, 200)}`;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeOf(value) === 'object';
}

function fieldsOf(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value) : [];
}

function items(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isNamed(name: string, { properties, patternProperties }: Schema): boolean {
  if (isObject(properties) && Object.hasOwn(properties, name)) return true;
  return fieldsOf(patternProperties).some(([pattern]) => new RegExp(pattern, 'u').test(name));
}

function equals(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
