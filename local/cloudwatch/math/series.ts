import type { Metric } from '../metric.ts';

/** A value for each period; null where there is no data point. */
export type Values = readonly (number | null)[];

export interface Series {
  readonly label: string;
  readonly values: Values;
  /** What it shows, unless that is computed of several. */
  readonly metric?: Metric;
  /** Named so in the request. */
  readonly id?: string;
  readonly unit?: string;
}

/** What an expression can come to. */
export type Result =
  | { readonly kind: 'scalar'; readonly value: number }
  | { readonly kind: 'series'; readonly series: Series }
  | { readonly kind: 'list'; readonly list: readonly Series[] };

export const scalar = (value: number): Result => ({ kind: 'scalar', value });
export const one = (series: Series): Extract<Result, { kind: 'series' }> => ({ kind: 'series', series });
export const many = (list: readonly Series[]): Result => ({ kind: 'list', list });

/** A series of this result, computed point by point: its label stays. */
export const withValues = ({ label, id }: Series, values: Values): Series => ({
  ...{ label, values },
  ...(id !== undefined && { id }),
});

/** For each of so many periods the values of these series in it. */
export const columns = (list: readonly Series[], periods: number): (number | null)[][] =>
  Array.from({ length: periods }, (_, index) => list.map(({ values }) => values[index] ?? null));

export const present = (values: Values): number[] => values.filter(value => value !== null);
