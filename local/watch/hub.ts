import type { Stream, StreamClient } from '../http/protocol.ts';
import type { Change } from './protocol.ts';

/** Tells whoever listens, as server-sent events. */
export interface Hub {
  publish(change: Change): void;
  /** @param first what a listener is told before all changes, under the name `snapshot` */
  stream(first: () => object): Stream;
  /** Whoever listens at this moment. */
  readonly listeners: () => number;
  close(): void;
}

/** Proxies and browsers give up a connection on which nothing comes. */
const HEARTBEAT_MS = 15_000;

/** https://html.spec.whatwg.org/multipage/server-sent-events.html */
export function createHub(heartbeatMs = HEARTBEAT_MS): Hub {
  const clients = new Set<StreamClient>();
  const all = (text: string) => {
    for (const client of clients) client.write(text);
  };
  const heartbeat = setInterval(all, heartbeatMs, ': still here\n\n').unref();
  return {
    publish: change => {
      if (clients.size > 0) all(toEvent(change.type, change));
    },
    listeners: () => clients.size,
    stream: first => client => {
      client.write(toEvent('snapshot', first()));
      clients.add(client);
      return () => void clients.delete(client);
    },
    close: () => clearInterval(heartbeat),
  };
}

/** JSON has no line breaks, so the data is one line. */
const toEvent = (name: string, data: object) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
