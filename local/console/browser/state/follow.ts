import type { Change, Snapshot } from '../../../watch/protocol.ts';

/** As many as the server keeps; a page that is open all day keeps no more. */
const MOST = 200;

/** What the server told before, and what it tells now: of a run, a call or a message again, once it knows more. */
export function follow(snapshot: Snapshot, change: Change): Snapshot {
  switch (change.type) {
    case 'run': {
      const known = snapshot.runs.find(({ id }) => id === change.run.id);
      return { ...snapshot, runs: put(snapshot.runs, { calls: known?.calls ?? [], ...change.run }) };
    }
    case 'call': {
      const run = snapshot.runs.find(({ id }) => id === change.runId);
      if (!run) return snapshot;
      return { ...snapshot, runs: put(snapshot.runs, { ...run, calls: put(run.calls, change.call) }) };
    }
    case 'message':
      return { ...snapshot, messages: put(snapshot.messages, change.message) };
    case 'notice':
      return { ...snapshot, notices: put(snapshot.notices, change.notice) };
    case 'users':
      return { ...snapshot, users: change.users };
    case 'inputs':
      return { ...snapshot, inputs: change.inputs, server: change.server };
    case 'switches':
      return { ...snapshot, switches: change.switches };
    case 'bus':
      return { ...snapshot, bus: put(snapshot.bus, change.event) };
    case 'reset':
      return { ...snapshot, runs: [], messages: [], notices: [], bus: [] };
  }
}

interface Known {
  readonly id: string;
}

/** In the place of what was known of it, or at the end. */
function put<Item extends Known>(list: readonly Item[], item: Item): Item[] {
  const isKnown = list.some(({ id }) => id === item.id);
  return isKnown ? list.map(each => (each.id === item.id ? item : each)) : [...list, item].slice(-MOST);
}
