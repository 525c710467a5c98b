import type { Answer, Person } from './people.ts';
import type { Stage } from './stage.ts';

/** Something that wakes an on-call engineer, staged where it can be looked at. */
export interface Incident {
  /** What is done, for whoever watches. No on-call engineer is told. */
  readonly what: string;
  /** What breaks, once. */
  readonly begin?: (stage: Stage) => Promise<void>;
  /**
   * What is done besides the users' sign-ins in each period.
   *
   * @param absent users who do not sign in meanwhile
   * @returns how much, for whoever watches
   */
  readonly everyPeriod?: (stage: Stage, absent: readonly Person[]) => Promise<string>;
  /** What the newest release of the app makes of a code. */
  readonly release?: Answer;
}
