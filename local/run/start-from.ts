import type { LocalCognito, Message, StartOptions } from '../package/api.ts';
import type { ModuleSource } from './module-source.ts';
import { run } from './run.ts';
import { readUsers } from './users-file.ts';

const WAIT_MS = 10_000;

/** What a program gets that starts a server for itself, such as another project's tests. */
export async function startFrom(module: ModuleSource, options: StartOptions = {}): Promise<LocalCognito> {
  const { demoUser: demo = false, reload = 'never', users = [], ...rest } = options;
  const { local, setup, close } = await run(module, {
    ...rest,
    users: typeof users === 'string' ? await readUsers(users) : users,
    demo,
    reload,
    say: line => console.error(line),
  });
  /** Of the last message that was given, by address. */
  const given = new Map<string, string>();

  async function next(to: string, waitMs = WAIT_MS): Promise<Message> {
    const [message] = await local.messages({ to, after: given.get(to), waitMs });
    if (!message) {
      const others = await local.messages({ waitMs: 0 });
      const known = [...new Set(others.map(other => other.to))].join(', ') || 'nobody';
      throw new Error(`No message came to ${to} in ${waitMs} ms; there are messages to ${known}.`);
    }
    given.set(to, message.id);
    return message;
  }

  const { region, userPool, clients } = setup().deployment;
  return {
    endpoint: local.endpoint,
    region,
    userPoolId: userPool.id,
    clientIds: Object.fromEntries(clients.map(({ name, id }) => [name, id])),
    ...(local.demoUser && { demoUser: local.demoUser }),
    outbox: { next, all: to => local.messages({ to, waitMs: 0 }) },
    seed: async added => void (await local.users().add(added)),
    reset: local.reset,
    stop: close,
  };
}
