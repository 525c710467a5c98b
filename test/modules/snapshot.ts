import { readFileSync, writeFileSync } from 'node:fs';
import { AssertionError } from 'chai';

/** What a person does about a snapshot that differs. */
const CURE = `This is an interface: other people's configurations and states depend on it. If the change is meant,
  1. run \`UPDATE_SNAPSHOTS=1 npm test\` and commit test/snapshots with it;
  2. say it in CHANGELOG.md, and raise the major version if it breaks a caller;
  3. for a renamed address add a \`moved\` block, or Terraform destroys and creates.`;

/**
 * Compares a table with the snapshot of that name; with UPDATE_SNAPSHOTS=1, writes it.
 *
 * @param table entry by name
 * @throws AssertionError that names what came, went or changed, and says what to do
 */
export function expectSnapshot(name: string, table: Readonly<Record<string, unknown>>): void {
  const file = new URL(`../snapshots/${name}.json`, import.meta.url);
  if (process.env.UPDATE_SNAPSHOTS === '1') {
    writeFileSync(file, `${JSON.stringify(table, null, 2)}\n`);
    return;
  }
  const differences = compare(JSON.parse(readFileSync(file, 'utf8')), table);
  if (differences.length === 0) return;
  throw new AssertionError(
    `${name} differ from test/snapshots/${name}.json:\n${differences.join('\n')}\n\n${CURE}`,
  );
}

/** A line for each entry that differs: `- gone`, `+ new`, `~ name: before → after`. */
export function compare(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap(name => {
    if (!(name in after)) return [`- ${name}`];
    if (!(name in before)) return [`+ ${name}`];
    const [was, is] = [JSON.stringify(before[name]), JSON.stringify(after[name])];
    return was === is ? [] : [`~ ${name}: ${was} → ${is}`];
  });
}
