import type { EpochSeconds } from '../time.ts';

export const toIso = (seconds: EpochSeconds): string =>
  new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
