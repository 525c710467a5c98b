import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json, Service } from '../aws-service.ts';
import { answerAwsJson, answerPreflight, sendError, sendJson } from './aws-json.ts';

/** A path and what a GET of it gives. */
export type Routes = Readonly<Record<string, () => Json | Promise<Json>>>;

export interface HttpServer {
  /** `http://127.0.0.1:<port>` */
  readonly endpoint: string;
  close(): Promise<void>;
}

/**
 * Serves AWS's JSON operations and some plain GET routes, on loopback only.
 *
 * @param port 0 for any free one
 * @throws Error that tells the cure when the port is taken
 */
export async function serve(options: {
  readonly port: number;
  readonly services: Readonly<Record<string, Service>>;
  readonly routes: Routes;
}): Promise<HttpServer> {
  const server = createServer((request, response) =>
    answer(options.services, options.routes, request, response),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(taken ? new Error(`Port ${options.port} is taken. Choose another with --port.`) : error);
    });
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close(error => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function answer(
  services: Readonly<Record<string, Service>>,
  routes: Routes,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  if (request.method === 'OPTIONS') answerPreflight(response);
  else if (request.method === 'POST') void answerAwsJson(services, request, response);
  else if (request.method === 'GET' && Object.hasOwn(routes, path)) void answerRoute(routes[path], response);
  else sendJson(response, 404, { message: `There is nothing at ${request.method} ${path}.` });
}

async function answerRoute(route: Routes[string] | undefined, response: ServerResponse): Promise<void> {
  try {
    sendJson(response, 200, (await route?.()) ?? null, { 'content-type': 'application/json' });
  } catch (error) {
    sendError(response, error);
  }
}
