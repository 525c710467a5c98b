import type { Alarm, Graph, Metrics, Series, Widget } from '../../local/watch/protocol.ts';

/** What is shown of a dashboard. */
export interface View {
  readonly shows: (series: Series, graph: Graph) => boolean;
  /** The question alone, or also how to read the answer. */
  readonly reading: 'question' | 'whole';
}

/** All that somebody sees who opens CloudWatch: dashboards, each line of a graph as a row of numbers, and what rings. */
export function pageText({ dashboards, alarms, untilMs }: Metrics, view: View): string {
  const widgets = dashboards.flatMap(dashboard =>
    [...dashboard.widgets].sort((a, b) => a.y - b.y || a.x - b.x),
  );
  return [...widgets.flatMap(widget => linesOf(widget, untilMs, view)), '', alarmsText(alarms)].join('\n');
}

function linesOf(widget: Widget, untilMs: number, { shows, reading }: View): readonly string[] {
  if (widget.type === 'text') {
    const [question = '', ...rest] = widget.markdown.split('\n');
    return ['', question, ...(reading === 'whole' ? rest : [])];
  }
  if (widget.type !== 'metric') return [];
  const shown = widget.series.filter(series => shows(series, widget));
  if (shown.length === 0) return [];
  // What has begun just now has nothing to say yet.
  const isOver = (n: number) => (widget.atMs[n] ?? 0) + widget.periodSeconds * 1000 <= untilMs;
  const width = Math.max(...shown.map(({ label }) => label.length));
  return [
    `  ${widget.title}`,
    ...shown.map(
      ({ label, values }) =>
        `    ${label.padEnd(width)} ${values
          .filter((_, n) => isOver(n))
          .map(cell)
          .join('')}`,
    ),
  ];
}

/** CloudWatch draws nothing where nothing came. */
const cell = (value: number | null): string => (value === null ? '·' : rounded(value)).padStart(6);

const rounded = (value: number): string =>
  Math.abs(value) >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toPrecision(2);

/** Those that woke somebody: what they say of themselves, and why. */
function alarmsText(alarms: readonly Alarm[]): string {
  const ringing = alarms.filter(({ state }) => state === 'ALARM');
  const lines = ringing.map(
    ({ name, description, reason }) => `  ${name}\n    ${description}\n    ${reason}`,
  );
  return ['In ALARM:', ...(lines.length > 0 ? lines : ['  none'])].join('\n');
}
