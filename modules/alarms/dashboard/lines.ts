import type { MetricName } from '../../../functions/metric-definitions.ts';
import { type FunctionName, functionNames } from '../../packages.ts';
import type { Optional } from '../expression.ts';
import { type LambdaMetric, ofFunction, own } from '../metric.ts';
import { type Line, line } from '../widgets.ts';

/** A line for each of the functions that is there. */
export const byFunction = (name: LambdaMetric, functions: readonly FunctionName[] = functionNames) =>
  functions.map(each => line(ofFunction(name, each), each));

/** A line for each metric. */
export const lines = (labels: Readonly<Partial<Record<MetricName, string>>>): readonly Optional<Line>[] =>
  Object.entries(labels).map(([name, label]) => line(own(name as MetricName), label));
