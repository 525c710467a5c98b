import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../local/aws-service.ts';
import { type LocalAws, type LocalAwsOptions, startLocalAws } from '../../local/local-aws.ts';
import { readDeployment } from '../../local/terraform/read-deployment.ts';
import { zip } from '../../modules/packages.ts';
import { synthesize } from '../../modules/synthesize.ts';

/** A running local server, with what the tests ask of it. */
export interface Loop extends LocalAws {
  readonly config: { userPoolId: string; clientIds: Record<string, string> };
  readonly clientId: string;
  /** The trigger calls so far, newest last, as `/local/rounds` tells them. */
  readonly rounds: () => Promise<LoopRound[]>;
  /** The answer to the question that was asked last. */
  readonly rightAnswer: () => Promise<string>;
  /** Every line that a function wrote. */
  readonly logs: readonly string[];
}

export interface LoopRound {
  readonly trigger: string;
  readonly userName: string;
  readonly request: JsonObject;
  readonly response: JsonObject;
  readonly expectedAnswer?: string;
}

export interface LoopOptions extends Omit<LocalAwsOptions, 'deployment'> {
  /** The module's inputs besides its name. */
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** Changes the synthesized Terraform before it is read. */
  readonly edit?: (terraform: Terraform) => void;
}

/** The synthesized JSON, as far as the tests reach into it. */
export interface Terraform {
  resource: Record<string, Record<string, Record<string, unknown>>>;
  data: Record<string, Record<string, Record<string, unknown>>>;
}

let stack: Promise<string> | undefined;

/** The stack as it would be deployed, synthesized once in a test run. @returns its folder */
function synthesizedStack(): Promise<string> {
  stack ??= synthesize(temporaryFolder());
  return stack;
}

/** A folder that goes with the process. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cognito-challenge-test-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs the synthesized stack with its built zips. Whoever starts it closes it. */
export async function startLoop({ inputs, edit, ...options }: LoopOptions = {}): Promise<Loop> {
  const modulePath = await synthesizedStack();
  const terraform = JSON.parse(readFileSync(join(modulePath, 'cdk.tf.json'), 'utf8'));
  edit?.(terraform);
  const deployment = readDeployment(terraform, { modulePath, variables: { name: 'test', ...inputs } });
  const logs: string[] = [];
  const local = await startLocalAws({ ...options, deployment, onLog: (_name, line) => logs.push(line) });
  const get = async (path: string) => (await fetch(`${local.endpoint}${path}`)).json();
  const config = (await get('/local/config')) as Loop['config'];
  const rounds = async () => (await get('/local/rounds')) as LoopRound[];
  return {
    ...local,
    config,
    clientId: config.clientIds.app ?? '',
    rounds,
    logs,
    rightAnswer: async () => {
      const answer = (await rounds()).findLast(round => round.expectedAnswer)?.expectedAnswer;
      if (!answer) throw new Error('No question with a derived answer was asked.');
      return answer;
    },
  };
}

/** A package of JavaScript, for `function_packages`. @returns the zip's path */
export function packageOf(source: string): string {
  const path = join(temporaryFolder(), 'package.zip');
  writeFileSync(path, zip('index.js', Buffer.from(source)));
  return path;
}
