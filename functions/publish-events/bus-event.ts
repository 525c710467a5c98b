import type { EventEntry } from '../aws/events.ts';
import type { EpochMs } from '../time.ts';
import type { EventSettings } from './settings.ts';

/** What rules match on, together with the detail type. */
export const SOURCE = 'cognito-challenge';

export type DetailType = 'Sign-In Passed' | 'Sign-In Ended' | 'Limit Reached' | 'Factor Changed';

/** An event for the bus: its detail has what all have besides. */
export interface BusEvent {
  readonly detailType: DetailType;
  /** Of the log line or of CloudTrail's record: the same, however often that is published. A retry of Cognito's writes another line. */
  readonly id: string;
  readonly atMs: EpochMs;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** The detail as its schema has it: `schemas/<type>-detail.schema.json`. */
export function toEntry({ detailType, id, atMs, detail }: BusEvent, { name }: EventSettings): EventEntry {
  return {
    Source: SOURCE,
    DetailType: detailType,
    Detail: JSON.stringify({ id, name, ...detail }),
    Time: atMs / 1000,
  };
}
