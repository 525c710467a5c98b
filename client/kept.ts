import type { Asked } from './transport.ts';

/** As much of `sessionStorage` as is used: it belongs to one tab, and goes with it. */
export interface KeptStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** What a reloaded tab needs to show its question again, and to answer it: no password, no token, no answer. */
export interface Kept {
  /** What was typed to sign in with. */
  readonly typed: string;
  readonly asked: Asked;
  readonly untilMs: number;
}

const KEY = 'cognito-challenge.sign-in';

export interface Keeper {
  keep(kept: Kept): void;
  read(nowMs: number): Kept | undefined;
  forget(): void;
}

/** @param storage none on a server and where the user blocks it: then nothing is kept */
export function keeper(storage: KeptStorage | null | undefined): Keeper {
  return {
    keep: kept => {
      try {
        storage?.setItem(KEY, JSON.stringify(kept));
      } catch {
        // It is full, or the browser lets pages keep nothing: then a reload begins again.
      }
    },
    read: nowMs => {
      const kept = parsed(storage?.getItem(KEY) ?? 'null');
      return kept && kept.untilMs > nowMs ? kept : undefined;
    },
    forget: () => storage?.removeItem(KEY),
  };
}

/** The page's own, or undefined: reading it throws where the user blocks it. */
export function pageStorage(): KeptStorage | undefined {
  try {
    return globalThis.sessionStorage;
  } catch {
    return undefined;
  }
}

function parsed(text: string): Kept | undefined {
  try {
    const kept = JSON.parse(text);
    return typeof kept?.asked?.challengeName === 'string' ? kept : undefined;
  } catch {
    return undefined; // written by something else
  }
}
