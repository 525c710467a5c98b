import type { JsonObject } from '../../aws-service.ts';
import type { Metrics, NewUser, Switches, UserChange } from '../../watch/protocol.ts';

/** What the server refused, and why: a line for each reason. */
export class Refused extends Error {
  readonly reasons: readonly string[];
  constructor(reasons: readonly string[]) {
    super(reasons.join(' '));
    this.reasons = reasons;
  }
}

async function send(method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(path, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  const { errors, message = `${response.status} ${response.statusText}` } = answer;
  throw new Refused(Array.isArray(errors) ? errors.map(String) : [String(message)]);
}

const user = (username: string) => `/local/users/${encodeURIComponent(username)}`;

export const requests = {
  reset: () => send('POST', '/local/reset'),
  addUser: (added: NewUser) => send('POST', '/local/users', added),
  changeUser: (username: string, change: UserChange) => send('PATCH', user(username), change),
  deleteUser: (username: string) => send('DELETE', user(username)),
  deploy: (inputs: JsonObject) => send('PUT', '/local/inputs', { values: inputs }),
  switch: (switches: Switches) => send('PUT', '/local/switches', switches),
  metrics: async (minutes: string) => (await send('GET', `/local/metrics?minutes=${minutes}`)) as Metrics,
};
