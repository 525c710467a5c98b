import type { Exchange } from './client/observed-client.ts';
import type { Json } from './json.ts';
import type { Scenario } from './scenario.ts';

/** What a run came to for one scenario. */
export interface Result extends Omit<Scenario, 'run'> {
  /** `not tried` only on this machine: for what the local AWS has not. */
  readonly outcome: 'answered' | 'failed' | 'not tried';
  readonly answer?: Json;
  /** Why it failed, or was not tried. */
  readonly why?: string;
  readonly exchanges: readonly Exchange[];
  /** What a probe was called with. */
  readonly events: readonly Json[];
}
