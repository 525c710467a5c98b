import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesizeModule } from '../../modules/build-module.ts';
import { synthesize } from '../../modules/synthesize.ts';

/** A block's arguments. */
export type Block = Readonly<Record<string, unknown>>;
/** Blocks by type and name, as `resource` holds them. */
export type Blocks = Readonly<Record<string, Readonly<Record<string, Block>>>>;

/** Terraform's JSON, as far as the tests read it. */
export interface TerraformJson {
  readonly terraform: Block;
  readonly provider?: Block;
  readonly locals: Readonly<Record<string, string>>;
  readonly variable: Readonly<Record<string, Block>>;
  readonly data: Blocks;
  readonly resource: Blocks;
  readonly output: Readonly<Record<string, Block>>;
}

let synthesized: TerraformJson | undefined;

/** The reusable module. Synthesized once. */
export function moduleJson(): TerraformJson {
  synthesized ??= synthesizeModule() as unknown as TerraformJson;
  return synthesized;
}

/** What `cdktf deploy` applies. */
export async function stackJson(): Promise<TerraformJson> {
  const outdir = mkdtempSync(join(tmpdir(), 'cognito-challenge-stack-'));
  try {
    const folder = await synthesize(outdir);
    return JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8'));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The module's resources of a type, by name. Fails where there is none: a test of nothing would pass. */
export function resources(type: string): Readonly<Record<string, Block>> {
  return blocks(moduleJson().resource, type);
}

/** The module's data sources of a type, by name. */
export function dataSources(type: string): Readonly<Record<string, Block>> {
  return blocks(moduleJson().data, type);
}

function blocks(all: Blocks, type: string): Readonly<Record<string, Block>> {
  const found = all[type];
  if (!found) throw new Error(`The module has no ${type}.`);
  return found;
}

/** A statement of an IAM policy document. A list may be an expression of one. */
export interface Statement {
  readonly sid?: string;
  readonly effect?: string;
  readonly actions: readonly string[];
  readonly resources?: readonly string[] | string;
  readonly not_resources?: readonly string[] | string;
  readonly condition?: readonly {
    readonly test: string;
    readonly variable: string;
    readonly values: readonly string[] | string;
  }[];
  readonly principals?: readonly {
    readonly type: string;
    readonly identifiers: readonly string[] | string;
  }[];
}

/** What a policy document always says, and what it says with an input only. */
export function statementsOf(document: Block): {
  always: readonly Statement[];
  sometimes: readonly Statement[];
} {
  const { statement, dynamic } = document as {
    statement: readonly Statement[];
    dynamic?: { statement: readonly { content: Statement }[] };
  };
  return { always: statement, sometimes: dynamic?.statement.map(({ content }) => content) ?? [] };
}
