import type { Clock } from './clock.ts';
import type { KeptStorage } from './kept.ts';
import type { Solve } from './proof-of-work.ts';
import type { Channel } from './tabs.ts';

export interface SignInOptions {
  /** The language of messages, such as `navigator.language`. */
  readonly locale?: string;
  /** Where links lead: one of the module's `magic_link.urls`. */
  readonly redirect?: string;
  /** Where the page serves the package's `worker.js`, if its policy allows no worker from a Blob. */
  readonly workerUrl?: string | URL;
  /** `sessionStorage` by default; null keeps nothing, and a reload begins again. */
  readonly storage?: KeptStorage | null;
  /** BroadcastChannel by default; null for none: then a link always starts its own sign-in. */
  readonly channel?: Channel | null;
  readonly clock?: Clock;
  readonly solve?: Solve;
}
