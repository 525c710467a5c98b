import type { Graph, Series } from '../../../watch/protocol.ts';

/** How wide and high a chart is drawn; the page stretches it. */
export const CHART = { width: 400, height: 100 };

/** One line of a chart, or one colour of its bars. */
export interface Drawn {
  readonly label: string;
  /** Its place among the colours, or its own (`#d62728`). */
  readonly color: string;
  readonly path: string;
  /** Points without neighbours: lines without a length, which round ends make dots. */
  readonly dots: string;
  /** Over the whole time: the sum of counts, the greatest of anything that is measured. */
  readonly total: string;
}

export interface Chart {
  readonly drawn: readonly Drawn[];
  readonly marks: readonly { readonly label: string; readonly y: number }[];
  /** What the axes end with: the left one, and the right one if anything is drawn by it. */
  readonly tops: readonly string[];
  readonly isEmpty: boolean;
}

const COLOURS = 8;

/** Lines, or bars one upon the other where the widget is stacked. */
export function chartOf({ series, atMs, isStacked, marks }: Graph): Chart {
  const isEmpty = series.every(({ values }) => values.every(value => value === null));
  const left = series.filter(({ axis }) => axis !== 'right');
  const right = series.filter(({ axis }) => axis === 'right');
  const most = (some: readonly Series[]) =>
    Math.max(0, ...(isStacked ? sums(some, atMs.length) : some.flatMap(({ values }) => values.map(Number))));
  const marked = marks.map(({ value }) => value);
  const [leftTop, rightTop] = [niceAbove(Math.max(most(left), ...marked)), niceAbove(most(right))];
  const heightBy = (top: number) => (value: number) => round(CHART.height * (1 - value / top));
  const below = { left: atMs.map(() => 0), right: atMs.map(() => 0) };
  return {
    isEmpty,
    tops: [leftTop, ...(right.length > 0 ? [rightTop] : [])].map(numberOf),
    marks: marks.map(({ label, value }) => ({ label, y: heightBy(leftTop)(value) })),
    drawn: series.map((one, at) => {
      const { axis = 'left' } = one;
      const yOf = heightBy(axis === 'right' ? rightTop : leftTop);
      return {
        label: one.label,
        color: one.color ?? `var(--series-${at % COLOURS})`,
        ...(isStacked ? { path: bars(one.values, below[axis], yOf), dots: '' } : line(one.values, yOf)),
        total: totalOf(one),
      };
    }),
  };
}

const sums = (series: readonly Series[], count: number): number[] =>
  Array.from({ length: count }, (_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));

function line(values: Series['values'], yOf: (value: number) => number): Pick<Drawn, 'path' | 'dots'> {
  const width = CHART.width / values.length;
  const isThere = (at: number) => (values[at] ?? null) !== null;
  let [path, dots] = ['', ''];
  for (const [at, value] of values.entries()) {
    if (value === null) continue;
    const point = `${round((at + 0.5) * width)} ${yOf(value)}`;
    if (!isThere(at - 1) && !isThere(at + 1)) dots += `M${point}h0`;
    else path += `${isThere(at - 1) ? 'L' : 'M'}${point}`;
  }
  return { path, dots };
}

/** @param below where the next bar of a period begins; this one is added */
function bars(values: Series['values'], below: number[], yOf: (value: number) => number): string {
  const width = CHART.width / values.length;
  return values
    .map((value, at) => {
      const from = below[at] ?? 0;
      if (!value) return '';
      below[at] = from + value;
      const [left, right] = [round((at + 0.1) * width), round((at + 0.9) * width)];
      return `M${left} ${yOf(from)}V${yOf(from + value)}H${right}V${yOf(from)}Z`;
    })
    .join('');
}

function totalOf({ values, unit }: Series): string {
  const known = values.filter(value => value !== null);
  if (known.length === 0) return '–';
  const isCounted = unit === 'Count';
  const total = isCounted ? known.reduce((sum, value) => sum + value, 0) : Math.max(...known);
  return `${numberOf(total)}${UNITS[unit ?? ''] ?? ''}`;
}

const UNITS: Readonly<Record<string, string>> = { Milliseconds: ' ms', Seconds: ' s', Percent: ' %' };

/** `1,250`, `0.25` */
const numberOf = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 2 });

/** 1, 2 or 5 times a power of ten: what an axis ends with. */
function niceAbove(value: number): number {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map(step => step * power).find(step => step >= value) ?? value;
}

const round = (value: number) => Math.round(value * 10) / 10;
