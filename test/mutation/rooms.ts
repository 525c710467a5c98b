import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The defences: what is mutated when nothing is named. */
export const DEFENCES = [
  'challenges',
  'create-auth-challenge',
  'define-auth-challenge',
  'deliver-challenge',
  'delivery',
  'event',
  'flow',
  'handlers',
  'ledger',
  'pre-token-generation',
  'question',
  'settings',
  'verify-auth-challenge-response',
].map(name => `functions/${name}`);

/** Tests of a room that stand elsewhere. The others stand in `test/` at the path that the room has. */
const elsewhere: Readonly<Record<string, readonly string[]>> = {
  'functions/create-auth-challenge': ['test/functions/warm-up/index.test.ts'],
  'functions/deliver-challenge': ['test/functions/warm-up/needs.test.ts'],
  'functions/flow': ['test/functions/define-auth-challenge/index.test.ts'],
  'functions/settings': ['test/functions/pre-token-generation/token-guard.test.ts'],
  'functions/ledger': [
    'test/functions/create-auth-challenge/one-message.test.ts',
    'test/functions/verify-auth-challenge-response/counted.test.ts',
  ],
};

/**
 * Tests that stay away: they try everything there is, in seconds each, and would try it once for each mutant. The
 * shorter ones of the same kind stay, behind all others: a mutant is dead by the first test that fails.
 */
export const TOO_SLOW = /every session of up to [345]/;
export const SLOW = /every session|whatever the client asks for|passes over those that follow the password/;

/**
 * The tests of a room, such as `functions/flow`. Those of one file come before those of several, which call for a
 * DynamoDB and take longer: a mutant is dead by the first test that fails.
 */
export function testsOf(room: string): string[] {
  const folder = join('test', room);
  const isOfSeveral = (name: string) => !existsSync(join(room, name.replace(/\.test\.ts$/, '.ts')));
  const own = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.test.ts'))
    .sort((one, other) => Number(isOfSeveral(one)) - Number(isOfSeveral(other)) || one.localeCompare(other))
    .map(name => join(folder, name));
  return [...own, ...(elsewhere[room] ?? [])];
}
