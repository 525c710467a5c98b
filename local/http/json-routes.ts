import { AwsError, asAwsError, type Json, type JsonObject } from '../aws-service.ts';
import type { HttpAnswer, HttpRequest, Protocol, Stream } from './protocol.ts';

/** What a request to a plain path gets: JSON, or a stream of events. */
export interface JsonRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Of the whole path; what its groups match is decoded and given to `answer`. */
  readonly path: RegExp;
  /** @throws AwsError for what is refused: its details stand in the answer beside its message */
  readonly answer: (request: RoutedRequest) => Answered | Promise<Answered>;
}

export interface RoutedRequest extends HttpRequest {
  readonly labels: readonly string[];
}

export type Answered =
  | { readonly json: object | Json; readonly status?: number }
  | { readonly stream: Stream };

const JSON_TYPE = { 'content-type': 'application/json', 'cache-control': 'no-store' };
const EVENTS = { 'content-type': 'text/event-stream', 'cache-control': 'no-store' };

/** Plain JSON at plain paths, for programs and the console of this machine. */
export function jsonRoutes(routes: readonly JsonRoute[]): Protocol {
  const at = (path: string) => routes.filter(route => route.path.test(path));
  return {
    takes: ({ path }) => at(path).length > 0,
    answer: async request => {
      const found = at(request.path);
      const route = found.find(({ method }) => method === request.method);
      if (!route)
        return refused(new AwsError('MethodNotAllowed', notHere(request, found), 405), {
          allow: allow(found),
        });
      try {
        const labels = (route.path.exec(request.path) ?? []).slice(1).map(decoded);
        const answer = await route.answer({ ...request, labels });
        if ('stream' in answer) return { status: 200, headers: EVENTS, body: '', stream: answer.stream };
        return { status: answer.status ?? 200, headers: JSON_TYPE, body: JSON.stringify(answer.json) };
      } catch (error) {
        return refused(asAwsError(error));
      }
    },
  };
}

function decoded(label: string): string {
  try {
    return decodeURIComponent(label);
  } catch {
    throw new AwsError('BadRequestException', `${label} is not an encoded part of a path.`);
  }
}

const allow = (routes: readonly JsonRoute[]) => routes.map(({ method }) => method).join(', ');

const notHere = ({ method, path }: HttpRequest, routes: readonly JsonRoute[]) =>
  `${path} takes ${allow(routes)}; got ${method}.`;

function refused({ status, message, details }: AwsError, headers = {}): HttpAnswer {
  const body: JsonObject = { message, ...details };
  return { status, headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(body) };
}
