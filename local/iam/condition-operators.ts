/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */

import { BlockList, isIP } from 'node:net';
import { isArnLike, isArnPattern, isLike, literal, type Variables } from './pattern.ts';

interface Operator {
  /** Whether a value of the request meets one of the policy. A negated operator holds where this is false. */
  readonly meets: (actual: string, expected: string, variables: Variables) => boolean;
  readonly negated?: true;
  /** Whether a policy may have the value. @default any */
  readonly takes?: (expected: string) => boolean;
}

const equal: Operator['meets'] = (actual, expected, variables) => actual === literal(expected, variables);
const equalIgnoringCase: Operator['meets'] = (actual, expected, variables) =>
  actual.toLowerCase() === literal(expected, variables)?.toLowerCase();

/** AWS does not say what happens to a pattern that is not an ARN, such as `*`. */
const arn: Operator = { meets: isArnLike, takes: isArnPattern };

function compared(
  read: (text: string) => number,
  compare: (actual: number, expected: number) => boolean,
): Operator {
  return {
    meets: (actual, expected) => compare(read(actual), read(expected)),
    takes: expected => !Number.isNaN(read(expected)),
  };
}

/** The six that numbers and dates have. */
function ordered(name: string, read: (text: string) => number): [string, Operator][] {
  const is = (suffix: string, compare: (a: number, b: number) => boolean): [string, Operator] => [
    `${name}${suffix}`,
    compared(read, compare),
  ];
  return [
    is('Equals', (a, b) => a === b),
    [`${name}NotEquals`, { ...compared(read, (a, b) => a === b), negated: true }],
    is('LessThan', (a, b) => a < b),
    is('LessThanEquals', (a, b) => a <= b),
    is('GreaterThan', (a, b) => a > b),
    is('GreaterThanEquals', (a, b) => a >= b),
  ];
}

const toNumber = (text: string): number =>
  /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN;

const ISO_8601 = /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?$/;

/** Epoch milliseconds of an ISO 8601 date (W3C's profile: four digits are a year), or of epoch seconds. */
function toTime(text: string): number {
  if (ISO_8601.test(text)) return Date.parse(text);
  return /^\d+$/.test(text) ? Number(text) * 1000 : Number.NaN;
}

const isBool = (text: string): boolean => /^(true|false)$/i.test(text);

function inRange(actual: string, range: string): boolean {
  const [address = '', prefix] = range.split('/');
  const [family, actualFamily] = [isIP(address), isIP(actual)];
  if (family === 0 || family !== actualFamily) return false;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(address, prefix === undefined ? (family === 4 ? 32 : 128) : Number(prefix), type);
  return list.check(actual, type);
}

function isRange(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return prefix === undefined || (/^\d+$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
}

const table = new Map<string, Operator>([
  ['StringEquals', { meets: equal }],
  ['StringNotEquals', { meets: equal, negated: true }],
  ['StringEqualsIgnoreCase', { meets: equalIgnoringCase }],
  ['StringNotEqualsIgnoreCase', { meets: equalIgnoringCase, negated: true }],
  ['StringLike', { meets: isLike }],
  ['StringNotLike', { meets: isLike, negated: true }],
  ['ArnEquals', arn],
  ['ArnNotEquals', { ...arn, negated: true }],
  ['ArnLike', arn],
  ['ArnNotLike', { ...arn, negated: true }],
  ['Bool', { meets: (actual, expected) => actual.toLowerCase() === expected.toLowerCase(), takes: isBool }],
  ['BinaryEquals', { meets: (actual, expected) => actual === expected }],
  ['IpAddress', { meets: inRange, takes: isRange }],
  ['NotIpAddress', { meets: inRange, negated: true, takes: isRange }],
  ...ordered('Numeric', toNumber),
  ...ordered('Date', toTime),
]);

/** Undefined for a name that AWS does not have. `Null` is none of them: it asks about the key, not about its value. */
export const operatorNamed = (name: string): Operator | undefined => table.get(name);

/** What a policy may say beside an operator: `Null` takes true and false. */
export function takesValue(operator: string, value: string): boolean {
  return operator === 'Null' ? isBool(value) : (table.get(operator)?.takes?.(value) ?? true);
}
