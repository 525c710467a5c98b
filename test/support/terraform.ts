import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTerraform } from './run-terraform.ts';

/** Terraform in one folder. Every call throws an Error with Terraform's own words when it fails. */
export interface Terraform {
  readonly folder: string;
  init(): Promise<void>;
  validate(): Promise<void>;
  /** What an apply would change; nothing of it has happened yet. */
  plan(...options: readonly string[]): Promise<readonly Change[]>;
  apply(...options: readonly string[]): Promise<void>;
  destroy(...options: readonly string[]): Promise<void>;
  /** The root's outputs by name. */
  output(): Promise<Record<string, unknown>>;
  /** Addresses of what Terraform has made and read. */
  stateList(...options: readonly string[]): Promise<readonly string[]>;
}

/** `{ action: 'update', address: 'module.sign_in.aws_lambda_function.define_auth_challenge' }` */
export interface Change {
  readonly action: string;
  /** `output.<name>` for an output of the root. */
  readonly address: string;
}

/**
 * Writes a root module and gives Terraform in it.
 *
 * @param files content by name, such as `main.tf`
 */
export function terraformIn(folder: string, files: Readonly<Record<string, string>>): Terraform {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const run = async (...args: readonly string[]) => {
    const { status, stdout, stderr } = await runTerraform(folder, args);
    if (status !== 0) throw new Error(`terraform ${args[0]} failed:\n${stderr || stdout}`);
    return stdout;
  };
  return {
    folder,
    init: () => oneAtATime(async () => void (await run('init', ...QUIET))),
    validate: async () => void (await run('validate', '-no-color')),
    plan: (...options) => plan(folder, options),
    apply: async (...options) => void (await run('apply', '-auto-approve', ...QUIET, ...options)),
    destroy: async (...options) => void (await run('destroy', '-auto-approve', ...QUIET, ...options)),
    output: async () => {
      const outputs: Record<string, { value: unknown }> = JSON.parse(await run('output', '-json'));
      return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
    },
    stateList: async (...options) => (await run('state', 'list', ...options)).split('\n').filter(Boolean),
  };
}

const QUIET = ['-input=false', '-no-color'];

/** A line of `terraform plan -json`. */
interface PlanLine {
  readonly type: string;
  readonly change?: { readonly action: string; readonly resource: { readonly addr: string } };
  readonly outputs?: Readonly<Record<string, { readonly action: string }>>;
  readonly diagnostic?: { readonly severity: string; readonly summary: string; readonly detail: string };
}

async function plan(folder: string, options: readonly string[]): Promise<readonly Change[]> {
  const args = ['plan', '-json', '-detailed-exitcode', '-input=false', ...options];
  const { status, stdout, stderr } = await runTerraform(folder, args);
  const lines: PlanLine[] = stdout.split('\n').flatMap(line => (line ? [JSON.parse(line)] : []));
  const nothing = 0;
  const changes = 2;
  if (status !== nothing && status !== changes) {
    const errors = lines.flatMap(({ diagnostic }) => (diagnostic?.severity === 'error' ? [diagnostic] : []));
    const words = errors.map(({ summary, detail }) => `${summary}\n${detail}`).join('\n');
    throw new Error(`terraform plan failed:\n${words || stderr}`);
  }
  const changed = lines.flatMap(line =>
    line.type === 'planned_change' ? resourceChange(line) : outputChanges(line),
  );
  // The exit code has the last word: Terraform might mean a change that it does not list.
  if (status === changes && changed.length === 0) return [{ action: 'unknown', address: 'unknown' }];
  return changed;
}

function resourceChange({ change }: PlanLine): readonly Change[] {
  return change ? [{ action: change.action, address: change.resource.addr }] : [];
}

function outputChanges({ outputs = {} }: PlanLine): readonly Change[] {
  return Object.entries(outputs)
    .filter(([, { action }]) => action !== 'noop')
    .map(([name, { action }]) => ({ action, address: `output.${name}` }));
}

let last: Promise<void> = Promise.resolve();

/** Two inits at once are too much for Terraform's plugin cache; each of mocha's workers has one of its own. */
function oneAtATime(init: () => Promise<void>): Promise<void> {
  last = last.then(init, init);
  return last;
}
