import { EventEmitter, once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../local/aws-service.ts';
import { type KeyPair, rsaKeyPair } from '../../local/cognito/signer.ts';
import { readDeployment } from '../../local/deployment/read-deployment.ts';
import type { Deployment } from '../../local/deployment.ts';
import { onExit } from '../../local/lambda/on-exit.ts';
import { type LocalAws, type LocalAwsOptions, startLocalAws } from '../../local/local-aws.ts';
import type { Failure } from '../../local/services/event-queue.ts';
import type { SentMessage } from '../../local/services/outbox.ts';
import { synthesize } from '../../modules/synthesize.ts';
import { type Files, zipOf } from './zip-of.ts';

/** A running local server, with what the tests ask of it. */
export interface Loop extends LocalAws {
  readonly config: { userPoolId: string; clientIds: Record<string, string> };
  readonly clientId: string;
  /** The trigger calls so far, newest last, as `/local/rounds` tells them. */
  readonly rounds: () => Promise<LoopRound[]>;
  /** The answer to the question that was asked last. */
  readonly rightAnswer: () => Promise<string>;
  readonly deployment: Deployment;
  /** Every line that a function wrote. */
  readonly logs: readonly string[];
  /** The first line with this text, once it was written. */
  readonly log: (text: string) => Promise<string>;
  /** Creates a confirmed user with an e-mail address and a phone number of their own, both verified. */
  readonly newUser: () => Promise<LoopUser>;
  /** The n-th message to somebody, from 1, once it has come. */
  readonly message: (to: string, n?: number) => Promise<SentMessage>;
  /** All messages so far. */
  readonly outbox: readonly SentMessage[];
  /** What Lambda gave up, once there is so much. */
  readonly failures: (count: number) => Promise<readonly Failure[]>;
  /** What became of all messages that were handed over, once that is known of so many. */
  readonly deliveries: (count: number) => Promise<readonly string[]>;
}

export interface LoopUser {
  /** To sign in with. */
  readonly email: string;
  readonly phoneNumber: string;
}

export interface LoopRound {
  readonly trigger: string;
  readonly triggerSource: string;
  readonly userName: string;
  readonly request: JsonObject;
  readonly response: JsonObject;
  readonly expectedAnswer?: string;
}

export interface LoopOptions extends Omit<LocalAwsOptions, 'deployment' | 'inputs' | 'demo'> {
  readonly demo?: Exclude<LocalAwsOptions['demo'], false | undefined>;
  /** The module's inputs besides its name. */
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** Changes the synthesized Terraform before it is read. */
  readonly edit?: (terraform: Terraform) => void;
}

/** The synthesized JSON, as far as the tests reach into it. */
export interface Terraform {
  resource: Record<string, Record<string, Record<string, unknown>>>;
  data: { aws_iam_policy_document: Record<string, PolicyDocument> };
}

interface PolicyDocument {
  statement: object[];
  dynamic: { statement: { content: { sid: string } }[] };
}

let stack: Promise<string> | undefined;

/** One for all loops of a process: a third of a second of CPU, as much as everything else that starts with a loop. */
let keyPair: KeyPair | undefined;
const makeKeyPair = (): KeyPair => {
  keyPair ??= rsaKeyPair();
  return keyPair;
};

/** The stack as it would be deployed, synthesized once in a test run. @returns its folder */
function synthesizedStack(): Promise<string> {
  stack ??= synthesize(temporaryFolder());
  return stack;
}

/** A folder that goes with the process. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cognito-challenge-test-'));
  onExit(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs the synthesized stack with its built zips. Whoever starts it closes it. */
export async function startLoop({ inputs, edit, ...options }: LoopOptions = {}): Promise<Loop> {
  const modulePath = await synthesizedStack();
  const terraform = JSON.parse(readFileSync(join(modulePath, 'cdk.tf.json'), 'utf8'));
  edit?.(terraform);
  const deploymentOf = (given: JsonObject) =>
    readDeployment(terraform, { modulePath, variables: { name: 'test', ...given } });
  const deployment = deploymentOf({ ...inputs } as JsonObject);
  const logs: string[] = [];
  const outbox: SentMessage[] = [];
  const failures: Failure[] = [];
  const change = new EventEmitter();
  const take = <Item>(list: Item[], item: Item) => {
    list.push(item);
    change.emit('change');
  };
  const local = await startLocalAws({
    makeKeyPair,
    inputs: { ...inputs } as JsonObject,
    deploy: async given => deploymentOf(given),
    ...options,
    deployment,
    onLog: (_name, line) => take(logs, line),
    onMessage: message => take(outbox, message),
    onFailure: failure => take(failures, failure),
  });
  /** Looks again after each change, until there is something. */
  const until = async <Result>(look: () => Result | undefined): Promise<Result> => {
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      await once(change, 'change');
    }
  };
  const get = async (path: string) => (await fetch(`${local.endpoint}${path}`)).json();
  const config = (await get('/local/config')) as Loop['config'];
  const rounds = async () => (await get('/local/rounds')) as LoopRound[];
  let users = 0;
  return {
    ...local,
    config,
    clientId: config.clientIds.app ?? '',
    deployment,
    rounds,
    logs,
    outbox,
    rightAnswer: async () => {
      const answer = (await rounds()).findLast(round => round.expectedAnswer)?.expectedAnswer;
      if (!answer) throw new Error('No question with a derived answer was asked.');
      return answer;
    },
    newUser: async () => {
      users += 1;
      const email = `user-${users}@example.com`;
      const phoneNumber = `+1555555${String(1000 + users)}`;
      await createUser(local, config.userPoolId, email, phoneNumber);
      return { email, phoneNumber };
    },
    message: (to, n = 1) => until(() => outbox.filter(message => message.to === to)[n - 1]),
    log: text => until(() => logs.find(line => line.includes(text))),
    failures: count => until(() => (failures.length >= count ? failures : undefined)),
    deliveries: count =>
      until(() => {
        const outcomes = logs.flatMap(line => /"Delivery\.".*"outcome":"([^"]+)"/.exec(line)?.[1] ?? []);
        return outcomes.length >= count ? outcomes : undefined;
      }),
  };
}

/** A loop for the tests of a suite. @param options or what makes them, once the hooks before this have run */
export function useLoop(options: LoopOptions | (() => LoopOptions)): () => Loop {
  let loop: Loop | undefined;
  before(async () => {
    loop = await startLoop(typeof options === 'function' ? options() : options);
  });
  after(() => loop?.close());
  return () => {
    if (!loop) throw new Error('The loop has not been started.');
    return loop;
  };
}

/** Runs a loop for one test. */
export async function withLoop<Result>(
  options: LoopOptions,
  use: (loop: Loop) => Promise<Result>,
): Promise<Result> {
  const loop = await startLoop(options);
  try {
    return await use(loop);
  } finally {
    await loop.close();
  }
}

async function createUser(local: LocalAws, UserPoolId: string, email: string, phoneNumber: string) {
  const call = (operation: string, input: JsonObject) =>
    local.cognito.service[operation]?.({ UserPoolId, Username: email, ...input }, { accessKeyId: 'test' });
  await call('AdminCreateUser', {
    MessageAction: 'SUPPRESS',
    UserAttributes: [
      { Name: 'email', Value: email },
      { Name: 'email_verified', Value: 'true' },
      { Name: 'phone_number', Value: phoneNumber },
      { Name: 'phone_number_verified', Value: 'true' },
    ],
  });
  await call('AdminSetUserPassword', { Password: 'Correct-horse-7', Permanent: true });
}

/** A package, for `function_packages`: JavaScript, or files. @returns the zip's path */
export function packageOf(source: string | Files): string {
  const path = join(temporaryFolder(), 'package.zip');
  writeFileSync(path, zipOf(typeof source === 'string' ? { 'index.js': source } : source));
  return path;
}
