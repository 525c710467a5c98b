/** What a line of a graph is called: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/graph-dynamic-labels.html */

import { ConfigurationError } from '../terraform/errors.ts';
import { present, type Series } from './math/series.ts';

/** What stands in a label for what the graph shows at this moment. */
const DYNAMIC: Readonly<Record<string, (series: Series, name: string) => string>> = {
  LABEL: (_, name) => name,
  SUM: series => number(present(series.values).reduce((sum, value) => sum + value, 0)),
  AVG: series => number(present(series.values).reduce((sum, value, _, all) => sum + value / all.length, 0)),
  MIN: series => number(Math.min(...present(series.values))),
  MAX: series => number(Math.max(...present(series.values))),
  LAST: series => number(present(series.values).at(-1) ?? Number.NaN),
};

const number = (value: number): string =>
  Number.isFinite(value) ? String(Number(value.toPrecision(6))) : '--';

const PLACEHOLDER = /\$\{([^}]*)\}/g;
const PROPERTY = /^PROP\('(MetricName|Namespace|Dim\.[^']+)'\)$/;

const MAX_DYNAMIC = 6;

/** @throws ConfigurationError for more placeholders than AWS takes, and for one that is not modelled */
export function requireLabel(label: string): void {
  const names = [...label.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
  if (names.length > MAX_DYNAMIC)
    throw new ConfigurationError(
      `the label ${label} has ${names.length} dynamic values: it takes ${MAX_DYNAMIC}`,
    );
  if (names.filter(name => name === 'LABEL').length > 1)
    throw new ConfigurationError(`the label ${label} has \${LABEL} more than once`);
  for (const name of names)
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
