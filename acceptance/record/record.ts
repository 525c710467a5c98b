import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../result.ts';
import { NOT_ASKED } from '../scenarios.ts';
import type { Pace } from '../stage.ts';
import { type Identity, redact } from './redact.ts';

/** What a run leaves behind, without anything that belongs to somebody: `test/recorded/<date>.json`. */
export interface Record {
  readonly format: 1;
  /** Where it was asked. Nothing that a rehearsal says is AWS's word. */
  readonly source: 'aws' | 'rehearsal';
  /** `2026-11-27` */
  readonly date: string;
  readonly region: string;
  /** What a replay has to keep to. */
  readonly pace: Pace;
  readonly results: readonly Result[];
  readonly notAsked: typeof NOT_ASKED;
}

/** @param identity what is somebody's, to be taken out @throws Error where something of it would be left in */
export function toRecord(
  about: Pick<Record, 'source' | 'date' | 'region' | 'pace'>,
  results: readonly Result[],
  identity: Identity,
): Record {
  return {
    format: 1,
    ...about,
    results: results.map(result => withoutNames(result, identity)),
    notAsked: NOT_ASKED,
  };
}

/**
 * Each for itself: users are numbered from 1, so that those of one result shift no other's. What a scenario says of
 * itself is written here, and stays: a replay finds it by its name, which may look like a secret by its length.
 */
function withoutNames({ name, kind, on, asks, ...told }: Result, identity: Identity): Result {
  return { name, kind, on, asks, ...redact(told, identity) };
}

/** Writes it where replays look. @returns the path */
export function writeRecord(record: Record, folder: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${record.date}.json`);
  writeFileSync(path, `${JSON.stringify(record, null, 2)}\n`);
  return path;
}
