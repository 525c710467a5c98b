import type { Series } from './math/series.ts';

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
