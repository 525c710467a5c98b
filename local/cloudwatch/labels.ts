/** What a line of a graph is called: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/graph-dynamic-labels.html */

import { ConfigurationError } from '../terraform/errors.ts';
import type { Series } from './math/series.ts';

const present = ({ values }: Series): number[] => values.filter(value => value !== null);

/** What stands in a label for what the graph shows at this moment. */
const DYNAMIC: Readonly<Record<string, (series: Series, name: string) => string>> = {
  LABEL: (_, name) => name,
  SUM: series => number(present(series).reduce((sum, value) => sum + value, 0)),
  AVG: series => number(present(series).reduce((sum, value, _, all) => sum + value / all.length, 0)),
  MIN: series => number(Math.min(...present(series))),
  MAX: series => number(Math.max(...present(series))),
  LAST: series => number(present(series).at(-1) ?? Number.NaN),
};

const number = (value: number): string =>
  Number.isFinite(value) ? String(Number(value.toPrecision(6))) : '--';

const PLACEHOLDER = /\$\{([^}]*)\}/g;
const PROPERTY = /^PROP\('(MetricName|Namespace|Dim\.[^']+)'\)$/;

/** @throws ConfigurationError for a placeholder that is not modelled */
export function requireLabel(label: string): void {
  for (const [, name = ''] of label.matchAll(PLACEHOLDER))
    if (!Object.hasOwn(DYNAMIC, name) && !PROPERTY.test(name))
      throw new ConfigurationError(`the label ${label} has \${${name}}, which is not modelled here`);
}

/**
 * @param name what tells it from the other lines of its graph
 * @param isOneOfMany a label without placeholders then stands before the name
 */
export function labelOf(
  label: string | undefined,
  series: Series,
  line: { name: string; isOneOfMany: boolean },
): string {
  if (label === undefined) return line.name;
  if (!label.includes('${')) return line.isOneOfMany ? `${label} ${line.name}`.trim() : label;
  return label.replace(PLACEHOLDER, (_, placeholder: string) => {
    const [, property] = PROPERTY.exec(placeholder) ?? [];
    return property === undefined
      ? (DYNAMIC[placeholder]?.(series, line.name) ?? '')
      : propertyOf(series, property);
  });
}

function propertyOf({ metric }: Series, property: string): string {
  if (property === 'MetricName') return metric?.name ?? '';
  if (property === 'Namespace') return metric?.namespace ?? '';
  return metric?.dimensions[property.slice('Dim.'.length)] ?? '';
}

/**
 * For each series the values in which it differs from the others: names of metrics, values of dimensions. The console of
 * CloudWatch makes such names by rules of its own, which are not documented.
 */
export function distinguishing(list: readonly Series[]): string[] {
  const parts = list.map(({ metric }) => ({
    '': metric?.name ?? '',
    ...metric?.dimensions,
  })) as Record<string, string>[];
  const keys = [...new Set(parts.flatMap(Object.keys))];
  const differing = keys.filter(key => new Set(parts.map(part => part[key])).size > 1);
  return list.map(({ metric, label }, index) => {
    if (!metric) return label;
    const words = differing.flatMap(key => parts[index]?.[key] || []);
    return words.length > 0 ? words.join(' ') : metric.name;
  });
}
