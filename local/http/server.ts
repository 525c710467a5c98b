import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpAnswer, HttpRequest, Protocol } from './protocol.ts';

export interface HttpServer {
  /** `http://127.0.0.1:<port>` */
  readonly endpoint: string;
  close(): Promise<void>;
}

/** More than any of the services takes: Lambda's events. */
const MAX_BODY_BYTES = 6 * 1024 * 1024;

/** What browsers send besides the body: Amplify's headers and the SDKs'. */
const CORS_HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'POST, GET, OPTIONS',
  'access-control-allow-headers':
    'content-type, x-amz-target, x-amz-user-agent, cache-control, amz-sdk-invocation-id, amz-sdk-request, authorization, x-amz-date, x-amz-security-token',
  'access-control-expose-headers': 'x-amzn-errortype, x-amzn-requestid',
  'access-control-max-age': '600',
};

/**
 * Serves on loopback only. The first protocol that takes a request answers it.
 *
 * @param port 0 for any free one
 * @throws Error that tells the cure when the port is taken
 */
export async function serve(port: number, protocols: readonly Protocol[]): Promise<HttpServer> {
  const server = createServer(async (request, response) => {
    try {
      send(response, await answer(request, protocols));
    } catch (error) {
      // The client hung up in the middle of its request.
      response.destroy(error instanceof Error ? error : undefined);
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(taken ? new Error(`Port ${port} is taken. Choose another with --port.`) : error);
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close(error => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

async function answer(incoming: IncomingMessage, protocols: readonly Protocol[]): Promise<HttpAnswer> {
  const request = await read(incoming);
  if (!request) return plain(413, 'The request is too large.');
  // A browser asks first whether it may send those headers.
  if (request.method === 'OPTIONS') return { status: 204, headers: {}, body: '' };
  const protocol = protocols.find(({ takes }) => takes(request));
  if (!protocol) return plain(404, `There is nothing at ${request.method} ${request.path}.`);
  const { headers, ...rest } = await protocol.answer(request);
  return { ...rest, headers: { 'x-amzn-requestid': request.id, ...headers } };
}

const plain = (status: number, message: string): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ message }),
});

function send(response: ServerResponse, { status, headers, body }: HttpAnswer): void {
  response.writeHead(status, { ...CORS_HEADERS, ...headers });
  response.end(body);
}

/** The whole request; undefined when it is too long. It is read to its end all the same, so that the client sees why. */
async function read(incoming: IncomingMessage): Promise<HttpRequest | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  if (bytes > MAX_BODY_BYTES) return undefined;
  const [path = '/', query = ''] = (incoming.url ?? '/').split('?', 2);
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)] as const);
  return {
    method: incoming.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).toString(),
    id: randomUUID(),
  };
}
