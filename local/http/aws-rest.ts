import { type AwsError, asAwsError, type JsonObject, type RestRoute } from '../aws-service.ts';
import { callerOf, type HttpRequest, type Protocol } from './protocol.ts';

/** A service of AWS REST-JSON. */
export interface RestService {
  readonly routes: readonly RestRoute[];
  /** An error's body; its name goes into a header. */
  readonly errorBody: (error: AwsError) => JsonObject;
}

/** AWS REST-JSON: method and path pick the operation. */
export function awsRest(services: readonly RestService[]): Protocol {
  const table = services.flatMap(({ routes, errorBody }) => routes.map(route => ({ ...route, errorBody })));
  const find = ({ method, path }: HttpRequest) =>
    table.find(route => route.method === method && route.path.test(path));
  return {
    takes: request => find(request) !== undefined,
    answer: async request => {
      const route = find(request);
      const headers = { 'content-type': 'application/json' };
      try {
        const labels = (route?.path.exec(request.path) ?? []).slice(1).map(decodeURIComponent);
        const answer = await route?.operation({ ...request, labels }, callerOf(request));
        return { status: 200, body: '', ...answer, headers: { ...headers, ...answer?.headers } };
      } catch (thrown) {
        const error = asAwsError(thrown);
        // The JSON services say 400 of it, the REST ones what HTTP says.
        const status = error.code === 'AccessDeniedException' ? 403 : error.status;
        const body = JSON.stringify(route?.errorBody(error) ?? {});
        return { status, headers: { ...headers, 'x-amzn-errortype': error.code }, body };
      }
    },
  };
}
