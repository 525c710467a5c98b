import { isObject, type Json, type JsonObject } from '../aws-service.ts';
import { parseJson } from '../cognito/trigger-events.ts';
import type { LogLine } from './protocol.ts';

const LEVELS: Readonly<Record<string, LogLine['level']>> = {
  ...{ TRACE: 'DEBUG', DEBUG: 'DEBUG', INFO: 'INFO', WARN: 'WARN', ERROR: 'ERROR', FATAL: 'ERROR' },
};

/** A record as a function wrote it: in Lambda's JSON format, in its text format, or as anything. */
export function toLogLine(line: string, atMs: number): LogLine {
  const { level, text } = read(line);
  return { atMs, level, text: text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text };
}

/** Whole objects that somebody logs while looking for a mistake; longer ones are in `onLog`. */
const MAX_LENGTH = 10_000;

function read(line: string): Pick<LogLine, 'level' | 'text'> {
  const record = parseJson(line);
  if (isObject(record ?? null)) {
    const { level, message } = record as JsonObject;
    // A metric carries the least level that is logged, whatever that is.
    const known = '_aws' in (record as JsonObject) ? undefined : LEVELS[String(level).toUpperCase()];
    return { level: known ?? 'NONE', text: known ? toText(message) : line };
  }
  const [, level, text] = /^\S+\t\S+\t([A-Z]+)\t(.*)$/s.exec(line) ?? [];
  return { level: LEVELS[level ?? ''] ?? 'NONE', text: text ?? line };
}

const toText = (message: Json = null) => (typeof message === 'string' ? message : JSON.stringify(message));

/** What functions of this module log of an event: the object whose `message` is this text, if there is one. */
export function logged(logs: readonly LogLine[], message: string): JsonObject | undefined {
  return logs
    .map(({ text }) => parseJson(text) ?? null)
    .filter(isObject)
    .find(entry => entry.message === message);
}
