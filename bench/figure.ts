import type { Cost } from './measure.ts';

/** One line of the table. */
export interface Figure {
  readonly name: string;
  readonly unit: 'ms' | 'bytes' | '/s' | '%' | 'MB' | 'round trips';
  readonly figure: number;
  /** What the figure is compared with, measured in the same run. */
  readonly floor?: Floor;
  /** The most that the figure, or its ratio to the floor, may be. */
  readonly target?: { readonly figure: number } | { readonly ratio: number };
}

export interface Floor {
  readonly name: string;
  readonly figure: number;
}

/** A benchmark: measures, and gives its lines. @param folder an empty one, removed afterwards */
export type Bench = (folder: string, options: BenchOptions) => Promise<readonly Figure[]>;

export interface BenchOptions {
  /** The version of Node.js that functions run on, where a bench leaves the choice. */
  readonly node?: string;
  /** How often each variant is measured there. */
  readonly rounds?: number;
}

/** A figure for the time and one for the CPU. */
export function costFigures(
  name: string,
  cost: Cost,
  floor: { readonly name: string; readonly cost: Cost },
  most: { readonly wall?: number; readonly cpu?: number } = {},
): readonly Figure[] {
  const line = (what: string, of: (cost: Cost) => number, ratio: number | undefined): Figure => ({
    name: `${name}, ${what}`,
    unit: 'ms',
    figure: of(cost),
    floor: { name: floor.name, figure: of(floor.cost) },
    ...(ratio && { target: { ratio } }),
  });
  return [line('time', ({ wallMs }) => wallMs, most.wall), line('CPU', ({ cpuMs }) => cpuMs, most.cpu)];
}

export const ratio = ({ figure, floor }: Figure): number | undefined => floor && figure / floor.figure;

/** Undefined where there is no target. */
export function met(line: Figure): boolean | undefined {
  const { target } = line;
  if (!target) return undefined;
  return 'figure' in target ? line.figure <= target.figure : (ratio(line) ?? Number.NaN) <= target.ratio;
}
