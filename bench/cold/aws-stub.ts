import { once } from 'node:events';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Received, serviceNames, services } from './answers.ts';
import { type Identity, selfMade } from './certificate.ts';
import type { RoundTrip } from './round-trips.ts';

/**
 * AWS on this machine, by TLS, a port a service, with so many milliseconds for each round trip: one for TCP, one for
 * TLS 1.3, one for each request.
 */
export async function withAwsStub<Result>(
  delayMs: number,
  use: (stub: AwsStub) => Promise<Result>,
): Promise<Result> {
  const identity = selfMade();
  const seen = { trips: [] as RoundTrip[], received: [] as Received[] };
  const started = await Promise.all(serviceNames.map(name => start(name, identity, delayMs, seen)));
  const endpoints = Object.assign({}, ...started.map(({ endpoint }) => endpoint));
  try {
    return await use({
      certificate: identity.cert,
      endpoints,
      /** What has come since the last time that somebody asked. */
      take: () => ({ trips: seen.trips.splice(0), received: seen.received.splice(0) }),
      goStale: () => {
        for (const { goStale } of started) goStale();
      },
    });
  } finally {
    for (const { close } of started) close();
  }
}

export interface AwsStub {
  /** PEM. */
  readonly certificate: string;
  /** Variables that lead functions here. */
  readonly endpoints: Readonly<Record<string, string>>;
  readonly take: () => { readonly trips: readonly RoundTrip[]; readonly received: readonly Received[] };
  /**
   * From now on each connection that there is ends with the next request on it, as one does that was closed while the
   * function was frozen: the function learns it when it sends.
   */
  readonly goStale: () => void;
}

async function start(
  service: keyof typeof services,
  identity: Identity,
  delayMs: number,
  seen: { trips: RoundTrip[]; received: Received[] },
) {
  const stale = new WeakSet<object>();
  const open = new Set<Socket>();
  const tls = createHttpsServer({ ...identity, keepAliveTimeout: 0 });
  tls.on('secureConnection', socket => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => open.delete(socket));
  });
  tls.on('request', async (request, response) => {
    const start = performance.now();
    const arrived = { service, headers: request.headers, url: request.url ?? '', body: await text(request) };
    await wait(delayMs);
    seen.trips.push({ kind: 'request', service, start, end: performance.now() });
    if (stale.has(request.socket)) {
      request.socket.destroy();
      return;
    }
    seen.received.push(arrived);
    const { status = 200, headers, body } = services[service].answer(arrived);
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1', ...headers }).end(body);
  });

  // Node accepts at once; what a handshake would wait for is waited for before it is gone on with.
  const tcp = createServer({ pauseOnConnect: true, noDelay: true }, async socket => {
    const start = performance.now();
    socket.on('error', () => undefined);
    await wait(delayMs);
    const between = performance.now();
    await wait(delayMs);
    const end = performance.now();
    seen.trips.push({ kind: 'tcp', service, start, end: between });
    seen.trips.push({ kind: 'tls', service, start: between, end });
    tls.emit('connection', socket);
  });
  tcp.listen(0, 'localhost');
  await once(tcp, 'listening');
  const url = `https://localhost:${(tcp.address() as AddressInfo).port}`;
  return {
    endpoint: { [services[service].variable]: url },
    goStale: () => {
      for (const socket of open) stale.add(socket);
    },
    close: () => {
      tcp.close();
      for (const socket of open) socket.destroy();
    },
  };
}

const wait = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds));
