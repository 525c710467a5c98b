/** What a person or a script does to the running server: another deployment, a reset, faults, and its state on disk. */

import { AwsError, type JsonObject } from './aws-service.ts';
import { clearPool, savedPool } from './cognito/pool-state.ts';
import { type DemoUser, seedDemoUser } from './demo/demo-user.ts';
import type { Deployment, LambdaFunction } from './deployment.ts';
import type { HttpRequest } from './http/protocol.ts';
import type { OpenLasting } from './lasting.ts';
import type { LocalAwsOptions, Update } from './local-aws-options.ts';
import { createLocks } from './services/locks.ts';
import { createStack, type Stack } from './stack.ts';
import { writeState } from './state-file.ts';
import { inputsOf, serverOf } from './watch/described.ts';
import { faultOf, switchName } from './watch/faults.ts';
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
  /** @throws Error for what cannot run: all goes on as it was */
  update(change: Update): Promise<void>;
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
  const { watch } = lasting;
  // One after another: each begins with what the one before left.
  const lock = createLocks();
  const oneByOne = <Result>(work: () => Promise<Result>) => lock('control', work);
  let inputs = options.inputs ?? {};
  let demoUser: DemoUser | undefined;
  let isReady = false;
  let toldUsers = '';
  let settling: NodeJS.Timeout | undefined;

  const users = () => usersApi(current.get().deployment.userPool, current.get().cognito.service);

  async function seed(): Promise<void> {
    if (options.demo === 'none') return;
    const { deployment, cognito } = current.get();
    const password = options.demo?.password ?? demoUser?.password;
    demoUser = await seedDemoUser(deployment.userPool, cognito.service, password);
  }

  /** Takes a deployment into service; what still runs of the one before ends where it began. */
  async function swap({ deployment, secrets, isRepackaged }: Update): Promise<void> {
    const before = current.get();
    requireSamePool(before.deployment, deployment);
    const next = await createStack(deployment, secrets ?? before.secrets, options, lasting);
    // Functions that begin ask for what they may do and read now.
    current.set(next);
    try {
      await lasting.deploy(next.functions, isRepackaged);
      await seed();
    } catch (error) {
      current.set(before);
      await lasting.deploy(before.functions);
      throw error;
    }
  }

  async function apply(change: Update): Promise<void> {
    await swap(change);
    inputs = change.inputs ?? inputs;
    watch.notify({ kind: 'reloaded', text: 'A change is live. Users, messages and sessions stay.' });
    watch.hub.publish({ type: 'inputs', inputs: inputsOf(inputs), server: running.server() });
  }

  /** Says of what cannot be deployed that all goes on as it was. */
  const reported = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      watch.notify({ kind: 'reload-failed', text: `A change is not live: ${messageOf(error)}` });
      throw error;
    }
  };

  const update = (change: Update) => oneByOne(() => reported(() => apply(change)));

  async function deploy(values: JsonObject): Promise<void> {
    const make = options.deploy;
    if (!make)
      throw new AwsError(
        'NotImplemented',
        'This server was started without a way to deploy other inputs.',
        501,
      );
    try {
      await oneByOne(() => reported(() => make(values, change => apply({ inputs: values, ...change }))));
    } catch (error) {
      const message = messageOf(error);
      throw new AwsError('UnprocessableEntity', message, 422, { errors: message.split('\n') });
    }
  }

  const reset = () =>
    oneByOne(async () => {
      lasting.forget();
      clearPool(lasting.pool);
      await lasting.dynalite.empty(current.get().deployment.tables);
      await seed();
      await settle();
    });

  /** Warm functions keep what they may no longer ask for, so that a refusal would show late: they start again. */
  const setSwitches = (switches: Switches) =>
    oneByOne(async () => {
      const before = watch.switches();
      const denied = (each: Switches, fn: LambdaFunction) => JSON.stringify(faultOf(each, fn).denied ?? []);
      watch.setSwitches(switches);
      const { functions } = current.get();
      const changed = functions.filter(fn => denied(before, fn) !== denied(switches, fn));
      await lasting.deploy(functions, fn => changed.includes(fn));
    });

  async function settle(): Promise<void> {
    if (watch.hub.isHeard()) {
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
    switchNames: () => current.get().functions.map(switchName),
  };

  return {
    ...{ running, users, reset, update },
    demoUser: () => demoUser,
    begin: async () => {
      await seed();
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
      await oneByOne(async () => isReady && options.state !== undefined && save(options.state));
    },
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What the pool knows belongs to it. @throws Error that says so */
function requireSamePool(now: Deployment, next: Deployment): void {
  if (now.region !== next.region || now.userPool.id !== next.userPool.id)
    throw new Error('The region and the pool stay as they were at the start: start again.');
}
