/** What a person or a script does to the running server: another deployment, a reset, faults, and its state on disk. */

import { AwsError, type JsonObject } from './aws-service.ts';
import { clearPool, savedPool } from './cognito/pool-state.ts';
import { type DemoUser, seedDemoUser } from './demo/demo-user.ts';
import type { Deployment, LambdaFunction } from './deployment.ts';
import type { HttpRequest } from './http/protocol.ts';
import type { OpenLasting } from './lasting.ts';
import type { LocalAwsOptions } from './local-aws-options.ts';
import { createLocks } from './services/locks.ts';
import { type Stack, startStack } from './stack.ts';
import { writeState } from './state-file.ts';
import { inputsOf, serverOf } from './watch/described.ts';
import { switchName } from './watch/faults.ts';
import type { Switches } from './watch/protocol.ts';
import type { Running } from './watch/routes.ts';
import { type UsersApi, usersApi } from './watch/users.ts';

export interface Control {
  readonly demoUser: () => DemoUser | undefined;
  readonly users: () => UsersApi;
  readonly running: Running;
  /** Once the server answers. @throws Error if the demo user is refused */
  begin(): Promise<void>;
  reset(): Promise<void>;
  /** @throws AwsError 422 */
  deploy(inputs?: JsonObject): Promise<void>;
  /** Told of every request that was answered: users and the state on disk may have changed. */
  requested(request: HttpRequest): void;
  close(): Promise<void>;
}

/** The stack that serves at this moment. */
export interface Current {
  get(): Stack;
  set(stack: Stack): void;
}

/** So long after a request, what it changed is told and saved, together with what the next ones change. */
const SETTLE_MS = 100;

export function createControl(
  options: LocalAwsOptions,
  lasting: OpenLasting,
  current: Current,
  endpoint: () => string,
): Control {
  const { watch, cloudwatch } = lasting;
  // One after another: each begins with what the one before left.
  const lock = createLocks();
  const oneByOne = <Result>(work: () => Promise<Result>) => lock('control', work);
  /** What still runs of earlier deployments. */
  const leaving = new Set<Stack>();
  let inputs = options.inputs ?? {};
  let demoUser: DemoUser | undefined;
  let isReady = false;
  let toldUsers = '';
  let settling: NodeJS.Timeout | undefined;

  const users = () => usersApi(current.get().deployment.userPool, current.get().cognito.service);

  async function seed(): Promise<void> {
    if (options.demo === false) return;
    const { deployment, cognito } = current.get();
    demoUser = await seedDemoUser(
      deployment.userPool,
      cognito.service,
      options.demo?.password ?? demoUser?.password,
    );
  }

  /** A state on disk may have some of them already. */
  async function seedUsers({ users: wanted = [] }: LocalAwsOptions): Promise<void> {
    const there = (await users().list()).flatMap(user => [user.username, ...Object.values(user.attributes)]);
    await users().add(wanted.filter(({ username }) => !there.includes(username)));
  }

  /** Takes a deployment into service; what the one before still does, it does to its end. */
  async function swap(deployment: Deployment): Promise<void> {
    const before = current.get();
    requireSamePool(before.deployment, deployment);
    const next = await startStack(deployment, options, lasting);
    // Functions that begin ask for what they may do now.
    current.set(next);
    try {
      // A function that is broken is not taken into service.
      await next.warm();
      await seed();
    } catch (error) {
      current.set(before);
      await next.close();
      throw error;
    }
    lasting.cloudwatch.deployed();
    leaving.add(before);
    void before.drain().finally(() => leaving.delete(before));
  }

  async function deploy(values: JsonObject = inputs): Promise<void> {
    const make = options.deploy;
    if (!make)
      throw new AwsError(
        'NotImplemented',
        'This server was started without a way to deploy other inputs.',
        501,
      );
    await oneByOne(async () => {
      try {
        await swap(await make(values));
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        watch.notify({ kind: 'reload-failed', text: `A change is not live: ${message}` });
        throw new AwsError('UnprocessableEntity', message, 422, { errors: message.split('\n') });
      }
      inputs = values;
      watch.notify({ kind: 'reloaded', text: 'A change is live. Users, messages and sessions stay.' });
      watch.hub.publish({ type: 'inputs', inputs: inputsOf(inputs), server: running.server() });
    });
  }

  const reset = () =>
    oneByOne(async () => {
      lasting.forget();
      clearPool(lasting.pool);
      await lasting.dynalite.empty(current.get().deployment.tables);
      await seed();
      await seedUsers(options);
      await settle();
    });

  /** Warm functions keep what they may no longer ask for, so that a refusal would show late: they start again. */
  const setSwitches = (switches: Switches) =>
    oneByOne(async () => {
      const before = watch.switches();
      watch.setSwitches(switches);
      if (deniedIn(before) === deniedIn(switches)) return;
      try {
        await swap(current.get().deployment);
      } catch (error) {
        watch.setSwitches(before);
        throw error;
      }
    });

  async function settle(): Promise<void> {
    if (watch.hub.listeners() > 0) {
      const list = await users().list();
      const text = JSON.stringify(list);
      if (text !== toldUsers) watch.hub.publish({ type: 'users', users: list });
      toldUsers = text;
    }
    if (options.state !== undefined) await save(options.state);
  }

  async function save(folder: string): Promise<void> {
    const keys = [...lasting.keyMaterial].map(([arn, bytes]) => [arn, bytes.toString('base64')]);
    await writeState(folder, {
      pool: savedPool(lasting.pool),
      keys: Object.fromEntries(keys),
      tables: await lasting.dynalite.read(current.get().deployment.tables),
    });
  }

  const running: Running = {
    ...{ watch, users, deploy, setSwitches, reset },
    isReady: () => isReady,
    server: () => serverOf(current.get().deployment, endpoint(), demoUser),
    inputs: () => inputsOf(inputs),
    metrics: cloudwatch.metrics,
    switchable: () => {
      const { functions, deployment } = current.get();
      const kindOf = (fn: LambdaFunction) => (deployment.functions.includes(fn) ? 'module' : 'external');
      return new Map(functions.map(fn => [switchName(fn), kindOf(fn)]));
    },
  };

  return {
    ...{ running, users, reset, deploy },
    demoUser: () => demoUser,
    begin: async () => {
      await seed();
      await seedUsers(options);
      cloudwatch.begin();
      isReady = true;
    },
    requested: ({ method }) => {
      if (method === 'GET') return;
      settling ??= setTimeout(() => {
        settling = undefined;
        oneByOne(settle).catch((error: unknown) => console.error(error));
      }, SETTLE_MS).unref();
    },
    close: async () => {
      clearTimeout(settling);
      lasting.stop();
      await Promise.all([...leaving, current.get()].map(stack => stack.close()));
      await oneByOne(async () => isReady && options.state !== undefined && save(options.state));
    },
  };
}

const deniedIn = ({ functions }: Switches): string =>
  JSON.stringify(
    Object.entries(functions).flatMap(([name, { denied }]) => (denied?.[0] ? [[name, denied]] : [])),
  );

/** What the pool knows belongs to it. @throws Error that says so */
function requireSamePool(now: Deployment, next: Deployment): void {
  if (now.region !== next.region || now.userPool.id !== next.userPool.id)
    throw new Error('The region and the user pool stay as they were at the start: start again.');
}
