import type { Json } from '../aws-service.ts';

const SIZES = ['Bytes', 'Kilobytes', 'Megabytes', 'Gigabytes', 'Terabytes'];
const BITS = ['Bits', 'Kilobits', 'Megabits', 'Gigabits', 'Terabits'];

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html */
const UNITS: ReadonlySet<Json | undefined> = new Set([
  ...['Seconds', 'Microseconds', 'Milliseconds', 'Percent', 'Count', 'None', 'Count/Second'],
  ...SIZES,
  ...BITS,
  ...[...SIZES, ...BITS].map(unit => `${unit}/Second`),
]);

export const isUnit = (unit: Json | undefined): unit is string => UNITS.has(unit);
