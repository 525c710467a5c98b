import type { JsonObject } from '../../aws-service.ts';
import type { NewUser, Switches, UserChange } from '../../watch/protocol.ts';

/** What the server refused, and why: a line for each reason. */
export class Refused extends Error {
  readonly reasons: readonly string[];
  constructor(reasons: readonly string[]) {
    super(reasons.join(' '));
    this.reasons = reasons;
  }
}

async function send(method: string, path: string, body?: object): Promise<void> {
  const response = await fetch(path, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  if (response.ok) return;
  const { errors, message = `${response.status} ${response.statusText}` } = await response
    .json()
    .catch(() => ({}));
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
};
