/**
 * The embedded metric format: which metrics CloudWatch takes out of a log line. Here that is what keeps to all that its
 * specification says MUST, to its JSON schema, to what it says SHOULD of units and resolutions, and to what dimensions are
 * in the API. A line that breaks one of these rules gives none of its metrics; what CloudWatch makes of such a line is on
 * no page.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Dimension.html
 */

import { isObject, type Json, type JsonObject } from '../aws-service.ts';
import { parseJson } from '../cognito/trigger-events.ts';
import type { Sample } from './metric.ts';
import { isUnit } from './units.ts';

export type Extracted =
  | { readonly samples: readonly Sample[] }
  /** What is wrong with it, in words. */
  | { readonly invalid: string };

class Invalid extends Error {}

function check(holds: boolean, rule: string): asserts holds {
  if (!holds) throw new Invalid(rule);
}

/** @returns undefined for a line that has nothing to do with the format */
export function metricsIn(line: string): Extracted | undefined {
  // Most lines are none: they are not parsed.
  if (!line.includes('"_aws"')) return undefined;
  const root = parseJson(line);
  if (!isObject(root) || root._aws === undefined) return undefined;
  try {
    check(Buffer.byteLength(line) <= MAX_BYTES, 'the line is longer than 1 MB');
    return { samples: samplesOf(root) };
  } catch (error) {
    if (error instanceof Invalid) return { invalid: error.message };
    throw error;
  }
}

const MAX_BYTES = 1024 * 1024;

function samplesOf(root: JsonObject): Sample[] {
  const metadata = root._aws;
  check(isObject(metadata), '_aws is not an object');
  const { Timestamp: atMs, CloudWatchMetrics: directives } = metadata;
  check(Number.isInteger(atMs), '_aws.Timestamp is not a whole number of milliseconds');
  check(Array.isArray(directives), '_aws.CloudWatchMetrics is not an array');
  return directives.flatMap(directive => samplesOfDirective(root, directive, Number(atMs)));
}

function samplesOfDirective(root: JsonObject, directive: Json, atMs: number): Sample[] {
  check(isObject(directive), 'a directive in CloudWatchMetrics is not an object');
  const { Namespace: namespace, Dimensions: sets, Metrics: definitions } = directive;
  check(isText(namespace, 1024), 'Namespace is not a text of 1 to 1024 characters');
  // What AWS's own services write, nobody else may: PutMetricData. That this holds for log lines is (unverified).
  check(!namespace.startsWith('AWS/'), `Namespace ${namespace} begins with AWS/`);
  check(Array.isArray(sets) && sets.length > 0, 'Dimensions is not an array of at least one set');
  check(Array.isArray(definitions), 'Metrics is not an array');
  check(definitions.length <= 100, 'Metrics has more than 100 definitions');
  const dimensionSets = sets.map(set => dimensionsOf(root, set));
  return definitions.flatMap(definition => {
    const { name, unit, values } = valuesOf(root, definition);
    return dimensionSets.map(dimensions => ({
      metric: { namespace, name, dimensions },
      ...{ atMs, values, unit },
    }));
  });
}

function dimensionsOf(root: JsonObject, set: Json): Record<string, string> {
  check(Array.isArray(set), 'a set in Dimensions is not an array');
  check(set.length <= 30, 'a set in Dimensions has more than 30 keys');
  return Object.fromEntries(
    set.map(key => {
      check(isText(key, 250), 'a dimension is not a text of 1 to 250 characters');
      check(
        isOfDimension(key) && !key.startsWith(':'),
        `the dimension ${JSON.stringify(key)} is blank, begins with a colon, or has other characters than printable ASCII`,
      );
      const value = target(root, key, 'dimension');
      check(isText(value, 1024), `the dimension ${key} has not a text of 1 to 1024 characters as its value`);
      check(
        isOfDimension(value),
        `the dimension ${key} has the value ${JSON.stringify(value)}: it is blank, or has other characters than printable ASCII`,
      );
      return [key, value];
    }),
  );
}

function valuesOf(root: JsonObject, definition: Json) {
  check(isObject(definition), 'a definition in Metrics is not an object');
  const { Name: name, Unit: unit = 'None', StorageResolution: resolution = 60 } = definition;
  check(isText(name, 1024), 'the Name of a metric is not a text of 1 to 1024 characters');
  check(
    isUnit(unit),
    `the metric ${name} has the unit ${JSON.stringify(unit)}, which CloudWatch does not know`,
  );
  check(
    resolution === 60 || resolution === 1,
    `the metric ${name} has a StorageResolution other than 60 and 1`,
  );
  const given = target(root, name, 'metric');
  const values = Array.isArray(given) ? given : [given];
  check(values.every(isNumber), `the metric ${name} is neither a number nor an array of numbers`);
  check(values.length <= 100, `the metric ${name} has more than 100 values`);
  return { name, unit, values };
}

/** A member of the root, not of what is nested in it. */
function target(root: JsonObject, name: string, kind: string): Json | undefined {
  check(Object.hasOwn(root, name), `the ${kind} ${name} is not in the line`);
  return root[name];
}

const isText = (value: Json | undefined, maxLength: number): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= maxLength;

/** At least one character that is not blank, and no control characters. */
const isOfDimension = (text: string): boolean => /^[ -~]*[!-~][ -~]*$/.test(text);

const isNumber = (value: Json | undefined): value is number =>
  typeof value === 'number' && Number.isFinite(value);
