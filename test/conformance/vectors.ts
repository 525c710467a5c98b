import { readdirSync, readFileSync } from 'node:fs';
import type { Schema } from './json-schema.ts';

export const suites = ['define', 'create', 'verify', 'external'] as const;
export type Suite = (typeof suites)[number];

/** One case: calls of a function, one after the other, and what must hold of its answers. */
export interface Vector {
  readonly title: string;
  readonly why: string;
  readonly calls: readonly VectorCall[];
}

export interface VectorCall {
  readonly event: unknown;
  /** What `response` of the returned event must be. */
  readonly answer: Schema;
  /** Values for the event from earlier answers, by pointer: into the event ← into the list of returned events. */
  readonly copy?: Readonly<Record<string, string>>;
  /** What earlier answers must have; the vector is skipped where they do not. */
  readonly needs?: readonly string[];
  /** Objects of `response` that must have the names of earlier ones: into the response ← into the returned events. */
  readonly sameNames?: Readonly<Record<string, string>>;
  /** Whether an error will do, too. */
  readonly mayFail?: boolean;
}

/** The vectors of a suite, by file name. */
export function loadVectors(suite: Suite): readonly Vector[] {
  const folder = new URL(`vectors/${suite}/`, import.meta.url);
  return readdirSync(folder)
    .sort()
    .map(file => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Vector);
}
