import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { createGaps, type Gaps, type JsonObject } from './gaps.ts';

export interface GapProxy {
  /** `http://127.0.0.1:<port>` */
  readonly endpoint: string;
  close(): Promise<void>;
}

/**
 * Stands before moto on loopback, and puts into its answers what it forgot (see `gaps.ts`). Everything else passes
 * unchanged.
 *
 * @param port 0 for any free one
 * @throws Error EADDRINUSE when the port is taken
 */
export async function startGapProxy(moto: string, port: number): Promise<GapProxy> {
  let endpoint = '';
  const gaps = createGaps(() => endpoint);
  const agent = new Agent({ keepAlive: true });
  const server = createServer((incoming, outgoing) => {
    answer({ moto, agent, gaps }, incoming, outgoing).catch((error: Error) => {
      outgoing.writeHead(502).end(`moto gave no answer: ${error.message}`);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    endpoint,
    close: async () => {
      const closed = new Promise(resolve => {
        server.close(resolve);
      });
      server.closeAllConnections();
      await closed;
      agent.destroy();
    },
  };
}

interface Behind {
  readonly moto: string;
  readonly agent: Agent;
  readonly gaps: Gaps;
}

async function answer(
  { moto, agent, gaps }: Behind,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { method = 'GET', url: path = '/', headers } = incoming;
  const stored = gaps.packageAt(path);
  if (stored) return void outgoing.end(stored);

  const asked = await buffer(incoming);
  const forwarded = request(moto, { agent, method, path, headers }).end(asked);
  const [reply] = (await once(forwarded, 'response')) as [IncomingMessage];
  const said = await buffer(reply);
  const target = headers['x-amz-target'];
  const operation = target ? (String(target).split('.')[1] ?? '') : `${method} ${path.split('?')[0]}`;
  const filled = reply.statusCode && reply.statusCode < 300 ? fill(gaps, operation, asked, said) : said;
  const { 'transfer-encoding': _chunked, connection: _connection, ...kept } = reply.headers;
  const length = method === 'HEAD' ? {} : { 'content-length': filled.length };
  outgoing.writeHead(reply.statusCode ?? 502, { ...kept, ...length }).end(filled);
}

/** The answer's bytes; moto's own where there is nothing to fill. */
function fill(gaps: Gaps, operation: string, asked: Buffer, said: Buffer): Buffer {
  const response = parse(said);
  if (!response) return said;
  const filled = gaps.fill({ operation, request: parse(asked) ?? {}, response });
  return filled === response ? said : Buffer.from(JSON.stringify(filled));
}

/** Undefined for what is no JSON object: IAM, EC2 and STS speak XML. */
function parse(bytes: Buffer): JsonObject | undefined {
  if (bytes[0] !== '{'.charCodeAt(0)) return undefined;
  return JSON.parse(bytes.toString());
}
