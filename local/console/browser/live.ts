import type { Change, Snapshot } from '../../watch/protocol.ts';
import { follow } from './state/follow.ts';

export type Connection = 'connecting' | 'live' | 'lost';

const CHANGES: readonly Change['type'][] = [
  'run',
  'call',
  'message',
  'notice',
  'users',
  'inputs',
  'switches',
  'bus',
  'reset',
];

/**
 * Follows the server's events. The browser connects again by itself; the server then sends everything anew, so that
 * nothing is missed that happened in between.
 */
export function listen(told: (snapshot: Snapshot | undefined, connection: Connection) => void): void {
  const events = new EventSource('/local/events');
  let snapshot: Snapshot | undefined;
  events.addEventListener('snapshot', ({ data }) => {
    snapshot = JSON.parse(data);
    told(snapshot, 'live');
  });
  for (const type of CHANGES)
    events.addEventListener(type, ({ data }) => {
      if (!snapshot) return;
      snapshot = follow(snapshot, { type, ...JSON.parse(data) });
      told(snapshot, 'live');
    });
  events.addEventListener('error', () => told(snapshot, 'lost'));
}
