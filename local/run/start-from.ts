import type { LocalCognito, StartOptions } from '../package/api.ts';
import type { ModuleSource } from './module-source.ts';
import { run } from './run.ts';

/** What a program gets that starts a server for itself, such as another project's tests. */
export async function startFrom(module: ModuleSource, options: StartOptions = {}): Promise<LocalCognito> {
  const { demoUser: demo = 'none', reload = 'never', ...rest } = options;
  const running = await run(module, { ...rest, demo, reload, say: line => console.error(line) });
  const { endpoint, demoUser } = running.local;
  const { region, userPool, clients } = running.setup().deployment;
  return {
    endpoint,
    region,
    userPoolId: userPool.id,
    clientIds: Object.fromEntries(clients.map(({ name, id }) => [name, id])),
    ...(demoUser && { demoUser }),
    stop: () => running.close(),
  };
}
