import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTerraform } from './run-terraform.ts';

/** A `.tftest.json` file: Terraform's test language as JSON. */
export interface TestFile {
  readonly mock_provider?: Readonly<Record<string, unknown>>;
  readonly override_resource?: readonly unknown[];
  /** Run by name; Terraform runs them in order, and none after one that ends in an error. */
  readonly run: Readonly<Record<string, TestRun>>;
}

export interface TestRun {
  readonly command: 'plan' | 'apply';
  readonly variables: Readonly<Record<string, unknown>>;
  readonly override_resource?: readonly unknown[];
  readonly override_data?: readonly unknown[];
  readonly assert?: readonly Assertion[];
  /** Addresses of what must refuse, or warn: the run passes only if each does, and nothing else. */
  readonly expect_failures?: readonly string[];
}

export interface Assertion {
  readonly condition: string;
  readonly error_message: string;
}

export interface RunResult {
  readonly status: 'pass' | 'fail' | 'error' | 'skip';
  readonly failures: readonly Failure[];
}

/** What Terraform says of one thing that is wrong. */
export interface Failure {
  readonly summary: string;
  readonly detail: string;
  /** What the values in the failed condition were, such as `var.name is "Acme"`. */
  readonly values: readonly string[];
}

/**
 * An assertion that fails, and so says what these expressions are. What `terraform test -verbose` says of a run has all
 * of it too, and 14 MB of the provider's schemas.
 *
 * @param expressions by name
 */
export function tell(expressions: Readonly<Record<string, string>>): Assertion {
  const fields = Object.entries(expressions).map(([name, expression]) => `"${name}" = ${expression}`);
  const values = `{ ${fields.join(', ')} }`;
  // A condition has to look at something.
  return { condition: `\${length([${values}]) == 0}`, error_message: `\${jsonencode(${values})}` };
}

/**
 * What `tell` has a run say, by name.
 *
 * @throws Error with Terraform's words when the run failed for another reason, such as values that are not known
 */
export function told({ failures }: RunResult): Readonly<Record<string, unknown>> {
  const [said, ...more] = failures;
  if (said?.detail.startsWith('{') && more.length === 0) return JSON.parse(said.detail);
  const words = failures.map(({ summary, detail, values }) => [summary, detail, ...values].join('\n'));
  throw new Error(words.join('\n') || 'The run says nothing.');
}

/**
 * Runs `terraform test` once over many files.
 *
 * @param folder a module after `terraform init`
 * @param files test file by name; written to `tests/`
 * @returns the result of each run, by `file/run`
 * @throws Error with Terraform's words when it did not come to run anything
 */
export async function terraformTest(
  folder: string,
  files: Readonly<Record<string, TestFile>>,
): Promise<ReadonlyMap<string, RunResult>> {
  mkdirSync(join(folder, 'tests'), { recursive: true });
  for (const [name, file] of Object.entries(files))
    writeFileSync(join(folder, 'tests', `${name}.tftest.json`), JSON.stringify(file));
  // Failed runs are results.
  const { stdout: output } = await runTerraform(folder, ['test', '-json']);
  const events: Event[] = output
    .split('\n')
    .flatMap(line => (line.startsWith('{') ? [JSON.parse(line)] : []));
  const results = new Map(
    events.flatMap(event => {
      const { test_run: run } = event;
      if (run?.progress !== 'complete') return [];
      const failures = events.filter(other => other.diagnostic && isOf(other, event)).map(failure);
      return [[`${fileName(run.path)}/${run.run}`, { status: run.status, failures }] as const];
    }),
  );
  if (results.size > 0) return results;
  const errors = events.flatMap(event => (event.diagnostic ? [failure(event)] : []));
  const words = errors.map(({ summary, detail }) => `${summary}\n${detail}`).join('\n');
  throw new Error(`terraform test ran nothing:\n${words || output}`);
}

/** A line of `terraform test -json`. */
interface Event {
  readonly '@testfile'?: string;
  readonly '@testrun'?: string;
  readonly test_run?: {
    readonly path: string;
    readonly run: string;
    readonly progress: string;
    readonly status: RunResult['status'];
  };
  readonly diagnostic?: {
    readonly summary: string;
    readonly detail: string;
    readonly snippet?: { readonly values?: readonly { traversal: string; statement: string }[] | null };
  };
}

const fileName = (path: string) => path.replace(/^tests\//, '').replace(/\.tftest\.json$/, '');

function isOf(event: Event, other: Event): boolean {
  return event['@testfile'] === other['@testfile'] && event['@testrun'] === other['@testrun'];
}

function failure({ diagnostic }: Event): Failure {
  const values = diagnostic?.snippet?.values?.map(({ traversal, statement }) => `${traversal} ${statement}`);
  return { summary: diagnostic?.summary ?? '', detail: diagnostic?.detail ?? '', values: values ?? [] };
}
