import { randomUUID } from 'node:crypto';
import type { TriggerKind } from './trigger-events.ts';
import { written } from './written.ts';

export type Handler = (event: unknown) => Promise<Record<string, unknown>>;

const FILES: Readonly<Record<TriggerKind, string>> = {
  define: 'define-auth-challenge',
  create: 'create-auth-challenge',
  verify: 'verify-auth-challenge-response',
};

/** A function's handler, imported afresh, as the package's `index.mjs` does: under a name of its own, since this file may be loaded twice in a process. */
export async function importAfresh(name: string): Promise<Handler> {
  const file: string = `../../functions/${name}/index.ts?start=${randomUUID()}`;
  const { handler, ready }: { handler: Handler; ready?: Promise<void> } = await import(file);
  await ready;
  return handler;
}

/**
 * A trigger as Lambda has it after a cold start: it reads its settings from the environment when it is imported.
 *
 * @param settings what Terraform would have written, or text as it stands; undefined for none
 */
export async function coldStart(kind: TriggerKind, settings: unknown): Promise<Handler> {
  const before = process.env.CHALLENGE_SETTINGS;
  if (settings === undefined) delete process.env.CHALLENGE_SETTINGS;
  else
    process.env.CHALLENGE_SETTINGS =
      typeof settings === 'string' ? settings : JSON.stringify(written(Object(settings)));
  try {
    return await importAfresh(FILES[kind]);
  } finally {
    if (before === undefined) delete process.env.CHALLENGE_SETTINGS;
    else process.env.CHALLENGE_SETTINGS = before;
  }
}

/** What a promise was rejected with. Fails where it was not. */
export async function rejection(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
    throw new Error(`Rejected with something that is no error: ${String(error)}`);
  }
  throw new Error('Expected an error, but there was none.');
}
