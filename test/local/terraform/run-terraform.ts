/** The real Terraform on a configuration that needs no provider, to compare with. */

import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Output {
  /** Terraform's own notation: `"string"`, `["list", "string"]`; absent for null. */
  readonly type?: unknown;
  readonly value: unknown;
}

export interface Diagnostic {
  readonly summary: string;
  readonly detail: string;
  /** The block as far as Terraform names it: `output.x`, `variable.x`. */
  readonly block: string;
}

export interface Run {
  readonly outputs: Readonly<Record<string, Output>>;
  readonly errors: readonly Diagnostic[];
}

/** Applies a configuration in a folder of its own. With errors there are no outputs. */
export function runTerraform(configuration: unknown, variables: unknown = {}): Run {
  const directory = mkdtempSync(join(tmpdir(), 'terraform-'));
  try {
    writeFileSync(join(directory, 'main.tf.json'), JSON.stringify(configuration, undefined, 1));
    writeFileSync(join(directory, 'terraform.tfvars.json'), JSON.stringify(variables));
    const apply = terraform(directory, ['apply', '-auto-approve', '-input=false', '-json']);
    const errors = diagnostics(apply.stdout);
    if (apply.status !== 0 && errors.length === 0)
      throw new Error(`terraform apply: ${apply.stdout}${apply.stderr}`);
    const outputs = errors.length > 0 ? {} : JSON.parse(terraform(directory, ['output', '-json']).stdout);
    return { outputs, errors };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function terraform(cwd: string, args: string[]): SpawnSyncReturns<string> {
  // no provider is needed, so neither is a configuration that says where to find them
  const { TF_CLI_CONFIG_FILE: _, ...inherited } = process.env;
  const env = { ...inherited, CHECKPOINT_DISABLE: '1' };
  return spawnSync('terraform', args, { cwd, env, encoding: 'utf8', maxBuffer: 2 ** 26 });
}

function diagnostics(lines: string): Diagnostic[] {
  return lines.split('\n').flatMap(line => {
    const { diagnostic } = line.startsWith('{') ? JSON.parse(line) : {};
    if (diagnostic?.severity !== 'error') return [];
    const block = /(?:output|variable|resource)\.\S+/.exec(diagnostic.snippet?.context ?? '')?.[0] ?? '';
    return [{ summary: diagnostic.summary, detail: diagnostic.detail, block }];
  });
}

/** Terraform's notation of a type as a constraint: `list(string)`. */
export function typeText(type: unknown): string {
  if (type === undefined || type === 'dynamic') return 'any';
  if (!Array.isArray(type)) return String(type);
  const [kind, inner] = type;
  if (kind === 'tuple') return `tuple([${inner.map(typeText).join(', ')}])`;
  if (kind !== 'object') return `${kind}(${typeText(inner)})`;
  const attributes = Object.keys(inner)
    .sort()
    .map(name => `${name}=${typeText(inner[name])}`);
  return `object({${attributes.join(', ')}})`;
}
