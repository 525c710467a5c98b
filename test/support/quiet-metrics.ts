/** Loaded by mocha before any test: functions that tests call write their metrics to standard output, where nobody reads them. */
import { isMetricLine } from './metric-lines.ts';

const { stdout } = process;
const write = stdout.write;
stdout.write = ((...args: Parameters<typeof write>) =>
  isMetricLine(String(args[0])) || write.apply(stdout, args)) as typeof write;
