import { once } from 'node:events';
import {
  type ClientHttp2Session,
  connect,
  constants,
  createServer,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import { connect as connectTo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { withoutTypes } from './provider-schema.ts';

/**
 * What a provider answers alike as often as it is asked, in protocols 5 and 6: its schema, and whether its own
 * configuration is valid. For the second, the SDK looks through all resources' schemas: for AWS, three seconds of CPU.
 */
const SCHEMA = /\/tfplugin\d\.Provider\/Get(?:Provider)?Schema$/;
const KEPT = /\/tfplugin\d\.Provider\/(?:Get(?:Provider)?Schema|(?:Prepare|Validate)ProviderConfig)$/;

/** An answer of gRPC as it came. */
interface Answer {
  readonly headers: IncomingHttpHeaders;
  readonly chunks: readonly Buffer[];
  readonly trailers: IncomingHttpHeaders;
}

/**
 * Stands before a running provider, and keeps the answers that cost most: Terraform asks for them several times in each
 * command. Everything else passes unchanged.
 *
 * @param provider its socket
 * @param own the socket to listen at
 * @param isNeeded which types its schema is to have
 * @returns closes it
 */
export async function startProviderProxy(
  provider: string,
  own: string,
  isNeeded: (type: string) => boolean,
): Promise<() => void> {
  const session = connect('http://provider', { createConnection: () => connectTo(provider) });
  session.unref();
  const kept = new Map<string, Promise<Answer>>();
  const server = createServer();
  server.on('stream', async (stream, headers) => {
    stream.on('error', () => undefined);
    const path = headers[':path'] ?? '';
    if (!KEPT.test(path)) return pass(session, stream, headers);
    const asked = await buffer(stream);
    const key = `${path} ${asked.toString('base64')}`;
    const answer =
      kept.get(key) ??
      ask(session, headers, asked).then(known => (SCHEMA.test(path) ? needed(known, isNeeded) : known));
    kept.set(key, answer);
    answer.then(
      known => give(stream, known),
      () => stream.close(constants.NGHTTP2_INTERNAL_ERROR),
    );
  });
  server.listen(own);
  await once(server, 'listening');
  server.unref();
  return () => {
    server.close();
    session.destroy();
  };
}

function needed(answer: Answer, isNeeded: (type: string) => boolean): Answer {
  return { ...answer, chunks: [withoutTypes(Buffer.concat(answer.chunks), isNeeded)] };
}

async function ask(
  session: ClientHttp2Session,
  headers: IncomingHttpHeaders,
  asked: Buffer,
): Promise<Answer> {
  const request = session.request(headers).end(asked);
  const chunks: Buffer[] = [];
  let trailers: IncomingHttpHeaders = {};
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('trailers', given => {
    trailers = given;
  });
  const [answered] = await once(request, 'response');
  await once(request, 'end');
  return { headers: answered, chunks, trailers };
}

function give(stream: ServerHttp2Stream, { headers, chunks, trailers }: Answer): void {
  stream.respond(headers, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers(trailers));
  for (const chunk of chunks) stream.write(chunk);
  stream.end();
}

function pass(session: ClientHttp2Session, stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
  const request = session.request(headers);
  let trailers: IncomingHttpHeaders = {};
  stream.pipe(request);
  stream.on('aborted', () => request.close(constants.NGHTTP2_CANCEL));
  request.on('error', () => stream.close(constants.NGHTTP2_INTERNAL_ERROR));
  request.on('response', (answered, flags) => {
    if (stream.destroyed) return;
    // An error of gRPC has no more than these.
    const isAll = (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0;
    stream.respond(answered, isAll ? { endStream: true } : { waitForTrailers: true });
    if (isAll) return;
    stream.on('wantTrailers', () => stream.sendTrailers(trailers));
    request.pipe(stream);
  });
  request.on('trailers', given => {
    trailers = given;
  });
}
