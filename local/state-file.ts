/** What one run leaves to the next, in a file: it is a development machine's, and holds keys, so it is its owner's alone. */

import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SavedPool } from './cognito/pool-state.ts';
import type { TableItems } from './services/dynamodb.ts';

export interface SavedState {
  readonly pool: SavedPool;
  /** Key material by the key's ARN, base64. */
  readonly keys: Readonly<Record<string, string>>;
  readonly tables: TableItems;
}

const VERSION = 1;
const fileIn = (folder: string) => join(folder, 'local-state.json');

/** @returns undefined where nothing was saved yet @throws Error that says what to do about a file that is no such state */
export async function readState(folder: string): Promise<SavedState | undefined> {
  const file = fileIn(folder);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw unreadable(file, error);
  }
  let found: Partial<SavedState> & { readonly version?: unknown };
  try {
    found = Object(JSON.parse(text, revive));
  } catch (error) {
    throw unreadable(file, error);
  }
  const { version, pool, keys, tables } = found;
  if (version !== VERSION) throw unreadable(file, `its version is ${version}, not ${VERSION}`);
  if (!Array.isArray(pool?.users) || !keys || !tables) throw unreadable(file, 'a part of it is missing');
  return { pool, keys, tables };
}

function unreadable(file: string, reason: unknown): Error {
  const why = reason instanceof Error ? reason.message : reason;
  return new Error(
    `The saved state ${file} cannot be read: ${why}. Delete the file to begin without users, or name another folder.`,
  );
}

/** Whole or not at all: a process that ends in between leaves the file as it was. */
export async function writeState(folder: string, state: SavedState): Promise<void> {
  const file = fileIn(folder);
  const whole = `${file}.${randomUUID()}`;
  await mkdir(folder, { recursive: true });
  await writeFile(whole, JSON.stringify({ version: VERSION, ...state }, replace), { mode: 0o600 });
  await rename(whole, file);
}

/** Salts and verifiers of passwords are large numbers, which JSON does not have. */
const replace = (_key: string, value: unknown) =>
  typeof value === 'bigint' ? { $bigint: value.toString(16) } : value;

function revive(_key: string, value: unknown): unknown {
  const { $bigint } = Object(value);
  return typeof $bigint === 'string' ? BigInt(`0x${$bigint}`) : value;
}
