/** Which of a function's lines reach its log: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html */

import { LOG_LEVELS, type LogLevel } from '../deployment.ts';

/**
 * Whether Lambda keeps a line. The runtime for Node.js leaves out what its `console` is told below the level; what goes
 * past it, such as embedded metrics, Lambda itself judges here.
 */
export function isLogged(line: string, least: LogLevel | undefined): boolean {
  return least === undefined || LOG_LEVELS.indexOf(levelOf(line)) >= LOG_LEVELS.indexOf(least);
}

/** RFC 3339: date, `T`, time, and `Z` or an offset. */
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;

/** INFO for a line without a level that Lambda knows, or without a time. */
function levelOf(line: string): LogLevel {
  const { level, timestamp } = fieldsOf(line);
  const found = LOG_LEVELS.find(each => each === String(level).toUpperCase());
  return found && TIMESTAMP.test(String(timestamp)) ? found : 'INFO';
}

function fieldsOf(line: string): { readonly level?: unknown; readonly timestamp?: unknown } {
  try {
    return Object(JSON.parse(line));
  } catch {
    return {};
  }
}
