import { DIMENSIONS, METRICS, type MetricDefinition } from '../functions/metric-definitions.ts';

const BEGIN = '<!-- BEGIN METRICS -->';
const END = '<!-- END METRICS -->';

/** Every metric and dimension, from the tables that declare them. */
export function metricsTable(): string {
  const metrics: Readonly<Record<string, MetricDefinition>> = METRICS;
  const rows = Object.entries(metrics).map(([name, { unit, dimensions, by, text }]) => {
    const own = dimensions.map(dimension => `\`${dimension}\``).join(', ');
    return `| \`${name}\` | ${by} | ${unit} | ${own} | ${text} |`;
  });
  const values = Object.entries(DIMENSIONS).map(([name, text]) => `| \`${name}\` | ${text} |`);
  return `| metric | by | unit | dimensions besides \`Name\` | what it counts |
|---|---|---|---|---|
${rows.join('\n')}

| dimension | values |
|---|---|
| \`Name\` | the module’s \`name\` |
${values.join('\n')}
`;
}

/**
 * A document with the tables of today between its markers.
 *
 * @throws Error without the markers
 */
export function withMetricsTable(document: string): string {
  const [start, end] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`The document has no ${BEGIN} before an ${END}.`);
  return `${document.slice(0, start + BEGIN.length)}\n${metricsTable()}${document.slice(end)}`;
}
