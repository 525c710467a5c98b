/** `format` and `formatlist`: Go's verbs, as far as Terraform has them. */

import { toBool, toNumber, toText } from '../convert.ts';
import { decimalText, toDecimal } from '../decimal.ts';
import { ExpressionError } from '../errors.ts';
import { elementsOf, type Value } from '../value.ts';
import { graphemes } from './graphemes.ts';
import { jsonText } from './json-text.ts';

/** `%`, flags, width, precision, number of the argument, verb. Anything else behind a `%` is an error. */
const directive = /%(?:%|([-+# 0]*)([1-9]\d*)?(?:\.(\d*))?(?:\[(\d+)\])?([a-zA-Z])|)/g;

interface Layout {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
}

export function format(pattern: string, values: readonly Value[]): string {
  let position = 0;
  let used = 0;
  const text = pattern.replace(directive, (all, flags = '', width = '0', precision, index, verb?: string) => {
    if (all === '%%') return '%';
    if (verb === undefined) throw new ExpressionError(`invalid format string ${JSON.stringify(pattern)}`);
    position = index === undefined ? position + 1 : Number(index);
    used = Math.max(used, position);
    const value = values[position - 1];
    if (value === undefined)
      throw new ExpressionError(`not enough arguments for "${all}": need argument ${position}`);
    return formatOne(all, verb, value, {
      flags,
      width: Number(width),
      precision: precision === undefined ? undefined : Number(precision),
    });
  });
  if (values.length > used)
    throw new ExpressionError(`too many arguments; only ${used} used by format string`);
  return text;
}

/** Lists are gone through together; anything else is the same in every result. */
export function formatList(pattern: string, values: readonly Value[]): string[] {
  const lists = values.map(elementsOf);
  const lengths = lists.flatMap(list => (list === undefined ? [] : [list.length]));
  const [length = 1] = lengths;
  if (lengths.some(other => other !== length))
    throw new ExpressionError('the lists must have the same length');
  return Array.from({ length }, (_, index) =>
    format(
      pattern,
      values.map((value, position) => {
        const list = lists[position];
        return list === undefined ? value : (list[index] ?? null);
      }),
    ),
  );
}

type Formatter = (value: Value, layout: Layout) => string;

const integer =
  (base: number, prefix = ''): Formatter =>
  (value, layout) => {
    const number = toNumber(value);
    if (!Number.isInteger(number)) throw new ExpressionError('an integer is required');
    const digits = BigInt(Math.abs(number))
      .toString(base)
      .padStart(layout.precision ?? 0, '0');
    return signed(number, (layout.flags.includes('#') ? prefix : '') + digits, layout);
  };

const real =
  (write: (number: number, precision: number | undefined) => string): Formatter =>
  (value, layout) => {
    const number = toNumber(value);
    return signed(number, write(Math.abs(number), layout.precision), layout);
  };

const fixed = (number: number, precision = 6): string => decimalText(toDecimal(number), precision);

/** Go writes at least two digits of an exponent. */
const exponential = (number: number, precision: number | undefined): string =>
  number.toExponential(precision).replace(/e([+-])(\d)$/, 'e$10$2');

/** The shorter of the two; without a precision, as many digits as the number has. */
function general(number: number, precision: number | undefined): string {
  const digits = precision === undefined ? undefined : Math.max(precision, 1) - 1;
  const shortest = exponential(
    digits === undefined ? number : Number(number.toExponential(digits)),
    undefined,
  );
  const exponent = Number(shortest.split('e')[1]);
  const plain = exponent >= -4 && exponent < (digits === undefined ? 6 : digits + 1);
  return plain ? decimalText(toDecimal(Number(shortest))) : shortest;
}

const text: Formatter = (value, layout) =>
  padded(graphemes(toText(value)).slice(0, layout.precision).join(''), layout);
const upper =
  (formatter: Formatter): Formatter =>
  (value, layout) =>
    formatter(value, layout).toUpperCase();
const scientific = real((number, precision = 6) => exponential(number, precision));

const formatters: Readonly<Record<string, Formatter>> = {
  v: (value, layout) => {
    if (layout.flags.includes('#') || typeof value === 'object') return padded(jsonText(value), layout);
    if (typeof value !== 'number') return padded(toText(value), layout);
    return padded((value < 0 ? '-' : '') + general(Math.abs(value), layout.precision), layout);
  },
  s: text,
  q: (value, layout) => padded(jsonText(toText(value)), layout),
  t: value => String(toBool(value)),
  d: integer(10),
  b: integer(2, '0b'),
  o: integer(8, '0'),
  x: integer(16, '0x'),
  X: upper(integer(16, '0x')),
  f: real(fixed),
  e: scientific,
  E: upper(scientific),
  g: real(general),
  G: upper(real(general)),
};

function formatOne(all: string, verb: string, value: Value, layout: Layout): string {
  const formatter = Object.hasOwn(formatters, verb) ? formatters[verb] : undefined;
  if (formatter === undefined) throw new ExpressionError(`unsupported format verb "${verb}" in "${all}"`);
  if (value === null) throw new ExpressionError(`unsupported value for "${all}": it must not be null`);
  try {
    return formatter(value, layout);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new ExpressionError(`unsupported value for "${all}": ${error.message}`, { cause: error });
  }
}

function signed(number: number, magnitude: string, layout: Layout): string {
  const sign = number < 0 ? '-' : layout.flags.includes('+') ? '+' : layout.flags.includes(' ') ? ' ' : '';
  const zeros = layout.flags.includes('0') && !layout.flags.includes('-');
  return zeros
    ? sign + magnitude.padStart(layout.width - sign.length, '0')
    : padded(sign + magnitude, layout);
}

function padded(content: string, { flags, width }: Layout): string {
  const missing = Math.max(0, width - graphemes(content).length);
  if (flags.includes('-')) return content + ' '.repeat(missing);
  return (flags.includes('0') ? '0' : ' ').repeat(missing) + content;
}
