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
  const width = Math.max(widget.title.length - INDENT, ...shown.map(({ label }) => label.length));
  const row = (label: string, cells: readonly string[]) =>
    `${label.padEnd(width + 2 * INDENT)}${cells.join('')}`;
  const ofThoseOver = <Value>(list: readonly Value[]) => list.filter((_, n) => isOver(n));
  return [
    row(`${' '.repeat(INDENT)}${widget.title}`, ofThoseOver(widget.atMs).map(clock)),
    ...shown.map(({ label, values }) =>
      row(`${' '.repeat(2 * INDENT)}${label}`, ofThoseOver(values).map(cell)),
    ),
  ];
}

const INDENT = 2;

/** When a period begins, in UTC. */
const clock = (atMs: number) => new Date(atMs).toISOString().slice(11, 16).padStart(CELL);

/** CloudWatch draws nothing where nothing came. */
const cell = (value: number | null): string => (value === null ? '·' : rounded(value)).padStart(CELL);

const CELL = 7;

const rounded = (value: number): string =>
  Math.abs(value) >= 99.5 || Number.isInteger(value)
    ? value.toFixed(0)
    : String(Number(value.toPrecision(2)));

/** Those that woke somebody: what they say of themselves, and why. */
function alarmsText(alarms: readonly Alarm[]): string {
  const ringing = alarms.filter(({ state }) => state === 'ALARM');
  const lines = ringing.map(
    ({ name, description, reason }) => `  ${name}\n    ${description}\n    ${reason}`,
  );
  return ['In ALARM:', ...(lines.length > 0 ? lines : ['  none'])].join('\n');
}
