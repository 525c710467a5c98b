import type { Json, JsonObject } from '../../../local/aws-service.ts';
import type { Call, Run, Snapshot } from '../../../local/watch/protocol.ts';

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

/** A program on this machine that talks to a local server. */
export function client(endpoint: () => string) {
  async function send<Body>(
    method: string,
    path: string,
    body?: unknown,
    headers = {},
  ): Promise<Answer<Body>> {
    const response = await fetch(endpoint() + path, {
      method,
      headers,
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Body };
  }
  const state = async () => (await send<Snapshot>('GET', '/local/state')).body;
  return {
    send,
    get: <Body = Json>(path: string) => send<Body>('GET', path),
    state,
    /** The newest run, once there is what is looked for in it. */
    run: async (isWhole: (run: Run) => boolean = () => true): Promise<Run> => {
      for (;;) {
        const run = (await state()).runs.at(-1);
        if (run && isWhole(run)) return run;
        await new Promise(resolve => setTimeout(resolve, 10));
      }
    },
    cognito: (operation: string, input: JsonObject) =>
      send<JsonObject>('POST', '/', input, {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
      }),
  };
}

export const callOf = (run: Run, role: string): Call => {
  const call = run.calls.findLast(each => each.role === role);
  if (!call) throw new Error(`${role} was not called: ${run.calls.map(each => each.role).join(', ')}.`);
  return call;
};

export interface Event {
  readonly type: string;
  readonly data: JsonObject;
}

/** Listens to server-sent events. */
export async function listen(
  endpoint: string,
): Promise<{ next(type: string): Promise<JsonObject>; close(): void }> {
  const aborting = new AbortController();
  const response = await fetch(`${endpoint}/local/events`, { signal: aborting.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  return {
    /** The next event of a type; those before it are passed over. */
    next: async type => {
      for (;;) {
        const end = rest.indexOf('\n\n');
        if (end < 0) {
          const { value, done } = (await reader?.read()) ?? { done: true };
          if (done) throw new Error(`The stream ended before ${type}.`);
          rest += value;
          continue;
        }
        const [, name, data] = /^event: (.*)\ndata: (.*)$/.exec(rest.slice(0, end)) ?? [];
        rest = rest.slice(end + 2);
        if (name === type) return JSON.parse(data ?? '');
      }
    },
    close: () => aborting.abort(),
  };
}
