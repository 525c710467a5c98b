import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { portTaken } from '../lifecycle/port-holder.ts';
import { corsHeaders, type OriginRules, refusal } from './origins.ts';
import type { HttpAnswer, HttpRequest, Protocol, Stream } from './protocol.ts';

export interface HttpServer {
  /** `http://127.0.0.1:<port>` */
  readonly endpoint: string;
  close(): Promise<void>;
}

/** More than any of the services takes: Lambda's events. */
const MAX_BODY_BYTES = 6 * 1024 * 1024;

/** More than a whole snapshot: who has so much to read does not read. */
const MAX_UNREAD_BYTES = 32 * 1024 * 1024;

/**
 * Serves on loopback only. The first protocol that takes a request answers it.
 *
 * @param port 0 for any free one
 * @param rules which pages may read the answers
 * @throws Error that says who has the port, and what to do, if it is taken
 */
export async function serve(
  port: number,
  protocols: readonly Protocol[],
  rules: OriginRules = { forPages: () => false, allowedOrigins: [] },
): Promise<HttpServer> {
  const server = createServer(async (request, response) => {
    try {
      send(response, await answer(request, protocols, rules));
    } catch (error) {
      // The client hung up in the middle of its request.
      response.destroy(error instanceof Error ? error : undefined);
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', async (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(await portTaken(port)) : error),
    );
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

async function answer(
  incoming: IncomingMessage,
  protocols: readonly Protocol[],
  rules: OriginRules,
): Promise<HttpAnswer> {
  const request = await read(incoming);
  if (!request) return plain(413, 'The request is too large.');
  const refused = refusal(request, rules);
  if (refused) return plain(403, refused);
  const cors = corsHeaders(request);
  // A browser asks first whether it may send those headers.
  if (request.method === 'OPTIONS') return { status: 204, headers: cors, body: '' };
  const protocol = protocols.find(({ takes }) => takes(request));
  const { headers, ...rest } = protocol ? await protocol.answer(request) : nothingAt(request);
  return { ...rest, headers: { 'x-amzn-requestid': request.id, ...cors, ...headers } };
}

/** What a request gets that no protocol takes. */
export const nothingAt = ({ method, path }: HttpRequest): HttpAnswer =>
  plain(404, `There is nothing at ${method} ${path}.`);

const plain = (status: number, message: string): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ message }),
});

/** Other pages show nothing of this in a frame: a click there could be meant for something else. */
const SAFE = { 'x-content-type-options': 'nosniff', 'x-frame-options': 'SAMEORIGIN' };

function send(response: ServerResponse, { status, headers, body, bytes, stream }: HttpAnswer): void {
  response.writeHead(status, { ...SAFE, ...headers });
  if (!stream) return void response.end(bytes ?? body);
  response.flushHeaders();
  if (body !== '') response.write(body);
  tell(response, stream);
}

function tell(response: ServerResponse, stream: Stream): void {
  const end = stream({
    write: text => {
      if (response.destroyed) return;
      if (response.writableLength > MAX_UNREAD_BYTES) response.destroy();
      else response.write(text);
    },
  });
  if (response.destroyed) end();
  else response.once('close', end);
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
