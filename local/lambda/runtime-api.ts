/**
 * The Lambda Runtime API of one sandbox: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 *
 * A server a sandbox, because AWS_LAMBDA_RUNTIME_API is `host:port` and runtimes take it apart: there is no room for
 * a path that would distinguish sandboxes.
 */

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Deferred, deferred } from './deferred.ts';
import type { Posted } from './outcome.ts';

/** An invocation on its way to a sandbox. */
export interface InvocationRequest {
  readonly requestId: string;
  readonly invokedArn: string;
  readonly payload: string;
  /** When its time is over, in milliseconds since 1970. */
  readonly deadline: number;
}

export interface RuntimeApi {
  /** `host:port`, the value of AWS_LAMBDA_RUNTIME_API. */
  readonly address: string;
  /** Resolves when the runtime asks for an invocation: it is initialized, or done with the previous one. */
  waiting(): Promise<void>;
  /** Resolves if the runtime reports that it cannot be initialized. */
  readonly initError: Promise<Posted>;
  /** Gives an invocation to the runtime, which must be waiting, and resolves with what it posts. */
  deliver(invocation: InvocationRequest): Promise<Posted>;
  close(): Promise<void>;
}

type State =
  | { readonly name: 'initializing' }
  | { readonly name: 'waiting'; readonly next: ServerResponse }
  | { readonly name: 'running'; readonly requestId: string; readonly answer: Deferred<Posted> }
  | { readonly name: 'finishing' };

/** Lambda's quota for a synchronous answer: 6 MB, and a little for the envelope. */
const MAX_RESPONSE_BYTES = 6_291_556;
const TOO_LARGE: Posted = {
  kind: 'error',
  payload: JSON.stringify({
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`,
  }),
};

const NEXT = '/2018-06-01/runtime/invocation/next';
const INIT_ERROR = '/2018-06-01/runtime/init/error';
const POSTED = /^\/2018-06-01\/runtime\/invocation\/([^/]+)\/(response|error)$/;

/** Starts the API on a free port of 127.0.0.1. It does not keep this process alive. */
export async function startRuntimeApi(): Promise<RuntimeApi> {
  let state: State = { name: 'initializing' };
  let waiting = deferred<void>();
  const initError = deferred<Posted>();

  const server = createServer((request, response) => {
    route(request, response).then(
      reply => reply && send(response, reply),
      // The runtime hung up in the middle of its request: the end of its process shows why.
      () => response.destroy(),
    );
  });
  // A handler may take longer than the five seconds after which an idle connection would be closed.
  server.keepAliveTimeout = 0;
  server.on('connection', socket => socket.unref());
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  /** What to answer; nothing yet to a runtime that waits for an invocation. */
  async function route(request: IncomingMessage, response: ServerResponse): Promise<Reply | undefined> {
    const { method, url = '' } = request;
    if (method === 'GET' && url === NEXT) return next(response);
    const body = await readBody(request, MAX_RESPONSE_BYTES);
    if (method === 'POST' && url === INIT_ERROR) return failInit(body ?? '');
    const [, requestId, kind] = POSTED.exec(url) ?? [];
    if (method === 'POST' && kind) {
      return post(requestId, body === undefined ? TOO_LARGE : { kind: postedKind(kind), payload: body });
    }
    return refusal(404, 'NotFound', `No ${method} ${url} in the Runtime API`);
  }

  function next(response: ServerResponse): Reply | undefined {
    if (state.name === 'waiting' || state.name === 'running') return unexpected(state);
    const asked: State = { name: 'waiting', next: response };
    state = asked;
    waiting.resolve();
    response.once('close', () => {
      // The runtime gave up waiting; it may ask again.
      if (state === asked) leave({ name: 'finishing' });
    });
    return undefined;
  }

  function failInit(payload: string): Reply {
    if (state.name !== 'initializing') return unexpected(state);
    initError.resolve({ kind: 'error', payload });
    return ACCEPTED;
  }

  function post(requestId: string | undefined, posted: Posted): Reply {
    if (state.name !== 'running' || state.requestId !== requestId) {
      return refusal(400, 'InvalidRequestID', 'Invalid request ID');
    }
    state.answer.resolve(posted);
    state = { name: 'finishing' };
    if (posted !== TOO_LARGE) return ACCEPTED;
    const message = `Exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`;
    return refusal(413, 'RequestEntityTooLarge', message);
  }

  function leave(to: State): void {
    state = to;
    waiting = deferred();
  }

  return {
    address: `127.0.0.1:${port}`,
    waiting: () => waiting.promise,
    initError: initError.promise,
    deliver: invocation => {
      if (state.name !== 'waiting')
        throw new Error(`The runtime is ${state.name}, so it cannot take an invocation`);
      const { next } = state;
      const answer = deferred<Posted>();
      leave({ name: 'running', requestId: invocation.requestId, answer });
      next.writeHead(200, headersOf(invocation)).end(invocation.payload);
      return answer.promise;
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

const headersOf = ({ requestId, invokedArn, deadline }: InvocationRequest) => ({
  'Content-Type': 'application/json',
  'Lambda-Runtime-Aws-Request-Id': requestId,
  'Lambda-Runtime-Deadline-Ms': String(Math.round(deadline)),
  'Lambda-Runtime-Invoked-Function-Arn': invokedArn,
  'Lambda-Runtime-Trace-Id': `Root=1-${traceTime()}-${hex(12)};Parent=${hex(8)};Sampled=0`,
});

const hex = (bytes: number) => randomBytes(bytes).toString('hex');
const traceTime = () => Math.floor(Date.now() / 1000).toString(16);
const postedKind = (kind: string) => (kind === 'error' ? 'error' : 'response');

interface Reply {
  readonly status: number;
  readonly body: Readonly<Record<string, string>>;
}

const ACCEPTED: Reply = { status: 202, body: { status: 'OK' } };

const refusal = (status: number, errorType: string, errorMessage: string): Reply => ({
  status,
  body: { errorType, errorMessage },
});

const unexpected = (state: State): Reply =>
  refusal(403, 'InvalidStateTransition', `The runtime is ${state.name}, where this request is not expected`);

function send(response: ServerResponse, { status, body }: Reply): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

/** The body as text, or undefined when it is longer than the limit: it is read to its end all the same. */
async function readBody(request: IncomingMessage, limit: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes <= limit) chunks.push(chunk);
  }
  return bytes <= limit ? Buffer.concat(chunks).toString('utf8') : undefined;
}
