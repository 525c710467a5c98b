/**
 * Exact decimal arithmetic for Terraform's numbers, which are wide enough that `0.1 + 0.2 == 0.3`.
 *
 * A number is read as the shortest decimal that names its double. Sums and products of those are exact; a result
 * is rounded to a double only if it has a fraction. An integer that would be rounded is an error.
 */

import { ExpressionError } from './errors.ts';

/** `digits` / 10^`scale` */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const syntax = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;
/** Digits of a quotient behind the point: more than a double can tell apart. */
const quotientDigits = 40;

function parseDecimal(text: string): Decimal | undefined {
  const match = syntax.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(sign + whole + fraction);
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : normalize({ digits, scale });
}

function normalize({ digits, scale }: Decimal): Decimal {
  if (scale === 0 || digits % 10n !== 0n) return { digits, scale };
  const text = digits.toString();
  const zeros = digits === 0n ? scale : Math.min(scale, text.length - text.replace(/0+$/, '').length);
  return { digits: digits / 10n ** BigInt(zeros), scale: scale - zeros };
}

export function toDecimal(number: number): Decimal {
  const decimal = parseDecimal(String(number));
  if (decimal === undefined) throw new ExpressionError(`${number} is not a finite number`);
  return decimal;
}

/** `1000000000000000000000`, never `1e+21`. */
export function decimalText({ digits, scale }: Decimal): string {
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  const sign = digits < 0n ? '-' : '';
  return scale === 0 ? sign + text : `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

/** A number as Terraform writes it into a string. */
export const numberText = (number: number): string => decimalText(toDecimal(number));

/** Reads Terraform's decimal notation; undefined when it is none. Throws when a double cannot hold it. */
export function parseNumber(text: string): number | undefined {
  const decimal = parseDecimal(text);
  if (decimal === undefined) return undefined;
  const number = Number(text);
  if (!Number.isFinite(number) || numberText(number) !== decimalText(decimal)) {
    throw new ExpressionError(`${text} has too many digits for this evaluator`);
  }
  return number === 0 ? 0 : number;
}

function toNumber(decimal: Decimal): number {
  const exact = normalize(decimal);
  const number = Number(decimalText(exact));
  if (!Number.isFinite(number) || (exact.scale === 0 && decimalText(exact) !== numberText(number))) {
    throw new ExpressionError('the result has too many digits for this evaluator');
  }
  return number === 0 ? 0 : number;
}

const aligned = (left: number, right: number): [bigint, bigint, number] => {
  const [a, b] = [toDecimal(left), toDecimal(right)];
  const scale = Math.max(a.scale, b.scale);
  const digits = (decimal: Decimal) => decimal.digits * 10n ** BigInt(scale - decimal.scale);
  return [digits(a), digits(b), scale];
};

export function add(left: number, right: number): number {
  const [a, b, scale] = aligned(left, right);
  return toNumber({ digits: a + b, scale });
}

export const subtract = (left: number, right: number): number => add(left, -right);

export function multiply(left: number, right: number): number {
  const [a, b] = [toDecimal(left), toDecimal(right)];
  return toNumber({ digits: a.digits * b.digits, scale: a.scale + b.scale });
}

export function divide(left: number, right: number): number {
  const [a, b] = aligned(left, right);
  if (b === 0n) throw new ExpressionError('division by zero');
  return toNumber({ digits: (a * 10n ** BigInt(quotientDigits)) / b, scale: quotientDigits });
}

/** The remainder has the sign of `left`. */
export function remainder(left: number, right: number): number {
  const [a, b, scale] = aligned(left, right);
  if (b === 0n) throw new ExpressionError('division by zero');
  return toNumber({ digits: a % b, scale });
}
