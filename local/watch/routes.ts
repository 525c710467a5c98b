/** `/health` and `/local/*`, by their table in `protocol.ts`. */

import { AwsError, type JsonObject } from '../aws-service.ts';
import type { JsonRoute } from '../http/json-routes.ts';
import type { Inputs, Metrics, Server, Snapshot, Switches, User } from './protocol.ts';
import {
  bodyOf,
  readInputs,
  readMinutes,
  readNewUsers,
  readSwitches,
  readUserChange,
  readWanted,
  type Switchable,
} from './requests.ts';
import type { UsersApi } from './users.ts';
import type { Watch } from './watch.ts';

/** The running server, as these requests read and change it. */
export interface Running {
  readonly watch: Watch;
  /** Whether it takes sign-ins. */
  readonly isReady: () => boolean;
  readonly server: () => Server;
  readonly users: () => UsersApi;
  readonly inputs: () => Inputs;
  readonly switchable: () => Switchable;
  readonly metrics: (minutes: number) => Metrics;
  /** Deploys other inputs in place. @throws AwsError 422 with `errors` */
  deploy(values: JsonObject): Promise<void>;
  setSwitches(switches: Switches): Promise<void>;
  reset(): Promise<void>;
}

export function watchRoutes(running: Running): readonly JsonRoute[] {
  const { watch } = running;

  const snapshot = (users: readonly User[]): Snapshot => ({
    server: running.server(),
    runs: watch.runs.list(),
    messages: watch.messages.list(),
    notices: watch.notices(),
    users,
    inputs: running.inputs(),
    switches: watch.switches(),
    bus: watch.bus(),
  });

  const username = (labels: readonly string[]) => labels[0] ?? '';

  return [
    {
      method: 'GET',
      path: /^\/health$/,
      answer: () => {
        if (!running.isReady()) throw new AwsError('ServiceUnavailable', 'The server is starting.', 503);
        return { json: { status: 'ok' } };
      },
    },
    {
      method: 'GET',
      path: /^\/local\/state$/,
      answer: async () => ({ json: snapshot(await running.users().list()) }),
    },
    {
      method: 'GET',
      path: /^\/local\/events$/,
      answer: async () => {
        const users = await running.users().list();
        return { stream: watch.hub.stream(() => snapshot(users)) };
      },
    },
    {
      method: 'POST',
      path: /^\/local\/reset$/,
      answer: async () => {
        await running.reset();
        return { json: {} };
      },
    },
    {
      method: 'GET',
      path: /^\/local\/outbox$/,
      answer: async ({ query }) => ({ json: await watch.messages.find(readWanted(query)) }),
    },
    {
      method: 'GET',
      path: /^\/local\/users$/,
      answer: async () => ({ json: await running.users().list() }),
    },
    {
      method: 'POST',
      path: /^\/local\/users$/,
      answer: async ({ body }) => {
        const given = bodyOf(body);
        const added = await running.users().add(readNewUsers(given));
        return { status: 201, json: Array.isArray(given) ? added : (added[0] ?? null) };
      },
    },
    {
      method: 'PATCH',
      path: /^\/local\/users\/([^/]+)$/,
      answer: async ({ labels, body }) => ({
        json: await running.users().change(username(labels), readUserChange(bodyOf(body))),
      }),
    },
    {
      method: 'DELETE',
      path: /^\/local\/users\/([^/]+)$/,
      answer: async ({ labels }) => {
        await running.users().remove(username(labels));
        return { json: {} };
      },
    },
    { method: 'GET', path: /^\/local\/inputs$/, answer: () => ({ json: running.inputs() }) },
    {
      method: 'PUT',
      path: /^\/local\/inputs$/,
      answer: async ({ body }) => {
        await running.deploy(readInputs(bodyOf(body)));
        return { json: running.inputs() };
      },
    },
    { method: 'GET', path: /^\/local\/bus$/, answer: () => ({ json: watch.bus() }) },
    { method: 'GET', path: /^\/local\/switches$/, answer: () => ({ json: watch.switches() }) },
    {
      method: 'PUT',
      path: /^\/local\/switches$/,
      answer: async ({ body }) => {
        await running.setSwitches(readSwitches(bodyOf(body), running.switchable()));
        return { json: watch.switches() };
      },
    },
    {
      method: 'GET',
      path: /^\/local\/metrics$/,
      answer: ({ query }) => ({ json: running.metrics(readMinutes(query)) }),
    },
  ];
}
