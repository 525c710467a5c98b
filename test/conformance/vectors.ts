import { readdirSync, readFileSync } from 'node:fs';
import type { Schema } from './json-schema.ts';

export const suites = ['define', 'create', 'verify', 'external', 'aws-example'] as const;
export type Suite = (typeof suites)[number];

/**
 * Who asks for it. `cognito`: without it Cognito refuses the answer, or nobody gets in. `flow`: what our define and
 * verify ask besides, and what this module promises, as that nothing tells an unknown user.
 */
export const levels = ['cognito', 'flow'] as const;
export type Level = (typeof levels)[number];

/** One case: calls of a function, one after the other, and what must hold of its answers. */
export interface Vector {
  readonly title: string;
  readonly why: string;
  readonly level: Level;
  readonly calls: readonly VectorCall[];
}

export interface VectorCall {
  readonly event: unknown;
  /** What `response` of the returned event must be. */
  readonly answer: Schema;
  /** What it must be besides, where our define and verify work with the function. */
  readonly flow?: Schema;
  /** Values for the event from earlier answers, by pointer: into the event ← into the list of returned events. */
  readonly copy?: Readonly<Record<string, string>>;
  /** What earlier answers must have; the vector is skipped where they do not. */
  readonly needs?: readonly string[];
  /** Objects of `response` that must have the names of earlier ones: into the response ← into the returned events. */
  readonly sameNames?: Readonly<Record<string, string>>;
  /** Whether an error will do, too. */
  readonly mayFail?: boolean;
}

/** The value of `CHALLENGE_SETTINGS` that a suite is about: its flow. */
export function settingsOf(suite: Suite): string {
  const name = suite === 'aws-example' ? 'settings-aws-example.json' : 'settings.json';
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}

/** The vectors of a suite up to a level, by file name. */
export function loadVectors(suite: Suite, level: Level = 'flow'): readonly Vector[] {
  const folder = new URL(`vectors/${suite}/`, import.meta.url);
  return readdirSync(folder)
    .sort()
    .map(file => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Vector)
    .filter(vector => level === 'flow' || vector.level === 'cognito');
}
