import type { Member, Shape, Shapes } from './model.ts';

/**
 * What is wrong with a value, by the rules of a shape: type, required and unknown members, length, pattern, enum.
 * The value is as JSON has it: bytes in base64, times in seconds.
 *
 * @param at the path that a fault begins with
 */
export function faults(shapes: Shapes, name: string, value: unknown, at = name): string[] {
  const shape = shapes[name];
  if (!shape) return [`${at}: the model has no shape ${name}`];
  const check = checks[shape.type];
  return check ? check(shapes, shape, value, at) : [`${at}: nobody can check a ${shape.type}`];
}

type Check = (shapes: Shapes, shape: Shape, value: unknown, at: string) => string[];

const checks: Readonly<Record<string, Check>> = {
  structure: (shapes, { members = {}, required = [], union }, value, at) => {
    if (!isObject(value)) return [`${at} is not an object`];
    const byWireName = new Map(
      Object.entries(members).map(([name, member]) => [member.locationName ?? name, member]),
    );
    const wireName = (name: string) => members[name]?.locationName ?? name;
    return [
      ...required.filter(name => value[wireName(name)] === undefined).map(name => `${at}.${name} is missing`),
      ...(union && Object.keys(value).length !== 1 ? [`${at} takes one member`] : []),
      ...Object.entries(value).flatMap(([name, each]) => {
        const member = byWireName.get(name);
        if (each === undefined) return [];
        return member ? faults(shapes, member.shape, each, `${at}.${name}`) : [`${at}.${name} is unknown`];
      }),
    ];
  },
  list: (shapes, shape, value, at) =>
    Array.isArray(value)
      ? [
          ...sized(shape, value.length, at),
          ...value.flatMap((each, index) => faults(shapes, of(shape.member), each, `${at}[${index}]`)),
        ]
      : [`${at} is not a list`],
  map: (shapes, shape, value, at) =>
    isObject(value)
      ? [
          ...sized(shape, Object.keys(value).length, at),
          ...Object.entries(value).flatMap(([key, each]) => [
            ...faults(shapes, of(shape.key), key, `${at} key ${key}`),
            ...faults(shapes, of(shape.value), each, `${at}.${key}`),
          ]),
        ]
      : [`${at} is not an object`],
  string: (_shapes, shape, value, at) => {
    if (typeof value !== 'string') return [`${at} is not a text: ${JSON.stringify(value)}`];
    const { pattern } = shape;
    return [
      ...sized(shape, [...value].length, at),
      ...(shape.enum && !shape.enum.includes(value) ? [`${at} is none of ${shape.enum.join(', ')}`] : []),
      ...(pattern !== undefined && !toRegExp(pattern).test(value) ? [`${at} does not match ${pattern}`] : []),
    ];
  },
  blob: (_shapes, shape, value, at) => {
    const bytes = Buffer.from(typeof value === 'string' ? value : '', 'base64');
    return typeof value === 'string' && bytes.toString('base64') === value
      ? sized(shape, bytes.length, at)
      : [`${at} is not base64`];
  },
  boolean: (_shapes, _shape, value, at) => (typeof value === 'boolean' ? [] : [`${at} is not true or false`]),
  integer: whole,
  long: whole,
  float: number,
  double: number,
  timestamp: number,
};

function whole(shapes: Shapes, shape: Shape, value: unknown, at: string): string[] {
  return Number.isInteger(value) ? number(shapes, shape, value, at) : [`${at} is not a whole number`];
}

function number(_shapes: Shapes, shape: Shape, value: unknown, at: string): string[] {
  return typeof value === 'number' ? sized(shape, value, at) : [`${at} is not a number`];
}

function sized({ min, max }: Shape, size: number, at: string): string[] {
  const isIn = size >= (min ?? Number.NEGATIVE_INFINITY) && size <= (max ?? Number.POSITIVE_INFINITY);
  return isIn ? [] : [`${at} has ${size}, of ${min ?? 'any'} to ${max ?? 'any'}`];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const of = (member: Member | undefined) => member?.shape ?? 'none';

const compiled = new Map<string, RegExp>();

/**
 * A pattern of Java's as one of JavaScript's, for the whole value. `(?s)` and `(?i)` at the start are flags here, and
 * `\p{Print}` a range. Other classes such as `\p{L}`, and characters in two halves, need the flag `u`, which refuses
 * needless backslashes: other patterns are read without it.
 *
 * @throws SyntaxError for what JavaScript cannot say
 */
export function toRegExp(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known) return known;
  const [, start = '', flags = '', rest = ''] = /^(\(\?([is]+)\))?(.*)$/s.exec(pattern) ?? [];
  const source = `^(?:${rest.replaceAll('\\p{Print}', '[\\x20-\\x7E]')})$`;
  const made = new RegExp(source, (start && flags) + (/\\p\{|\\uD8/.test(source) ? 'u' : ''));
  compiled.set(pattern, made);
  return made;
}
