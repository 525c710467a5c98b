import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fakeMac } from './worlds.ts';

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Reply = (response: ServerResponse, request: ReceivedRequest) => void | Promise<void>;

/** Answers as an AWS service with a JSON protocol does. */
export const reply =
  (status: number, body: unknown): Reply =>
  response => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };

/** Takes the request and never answers. */
export const hang: Reply = () => undefined;

/** Breaks the connection instead of answering. */
export const breakOff: Reply = response => {
  response.socket?.destroy();
};

/** KMS GenerateMac, under the same key material as `fakeMac`. */
export const kms: Reply = async (response, { body }) => {
  const { KeyId, Message } = JSON.parse(body);
  const mac = await fakeMac(KeyId, Buffer.from(Message, 'base64').toString());
  const output = { KeyId, MacAlgorithm: 'HMAC_SHA_256', Mac: Buffer.from(mac).toString('base64') };
  await reply(200, output)(response, { method: '', path: '', headers: {}, body: '' });
};

/** DynamoDB UpdateItem whose condition holds: what was set is what stands there now. Nobody has guessed at a code. */
const updateItem: Reply = (response, request) => {
  const { ExpressionAttributeValues: values, Key } = JSON.parse(request.body);
  if (Key.id.S.startsWith('guesses '))
    return reply(400, { __type: 'ConditionalCheckFailedException' })(response, request);
  const Attributes = {
    question: values[':question'],
    veiled: values[':veiled'],
    issuedAt: values[':now'],
    sentAt: values[':now'],
    sends: { N: '1' },
  };
  return reply(200, { Attributes })(response, request);
};

/** The services that create and verify call: KMS, DynamoDB, and Lambda, which takes an event into its queue. */
export const services: Reply = (response, request) => {
  const target = request.headers['x-amz-target'] ?? '';
  if (target.startsWith('TrentService.')) return kms(response, request);
  if (target.startsWith('DynamoDB')) return updateItem(response, request);
  return reply(202, '')(response, request);
};

/** An HTTP server on loopback that plays AWS for this suite. Each test says what it replies, and looks at what came. */
export function useAwsServer(standard: Reply = kms) {
  let server: Server;
  const received: ReceivedRequest[] = [];
  const script: Reply[] = [];
  let connections = 0;

  before(async () => {
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const seen = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: single(request.headers),
        body: Buffer.concat(chunks).toString(),
      };
      received.push(seen);
      await (script.shift() ?? standard)(response, seen);
    });
    server.on('connection', () => {
      connections++;
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });

  beforeEach(() => {
    received.length = 0;
    script.length = 0;
    connections = 0;
  });

  after(async () => {
    server.closeAllConnections();
    await new Promise(resolve => {
      server.close(resolve);
    });
  });

  return {
    url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** What came since the test began. */
    received,
    /** How many connections were opened since the test began. */
    connections: () => connections,
    /** The next replies, in this order; the standard one comes after them. */
    replies: (...next: readonly Reply[]) => {
      script.push(...next);
    },
    /** Closes the connections that are kept alive, as a freeze of the function does. */
    dropConnections: () => server.closeAllConnections(),
  };
}

function single(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
