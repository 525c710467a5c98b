import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onExit } from '../../../local/lambda/on-exit.ts';
import { evaluateConfiguration } from '../../../local/terraform/configuration.ts';
import type { ObjectValue } from '../../../local/terraform/value.ts';
import { withTypedInputs, writeInputs } from '../../../modules/typed-inputs.ts';
import { moduleJson } from '../../modules/synthesized.ts';
import type { Inputs } from './values.ts';

/** The variables with their types, and what rules may know besides: locals that come of no resource. */
export function rules() {
  const { variable, locals } = moduleJson();
  let known = Object.entries(locals);
  for (let before = 0; before !== known.length; ) {
    before = known.length;
    const names = known.map(([name]) => name);
    const isKnown = (name: string) => names.includes(name);
    known = known.filter(
      ([, value]) =>
        !/\b(data|aws_\w+|terraform_data)\./.test(value) &&
        [...value.matchAll(/\blocal\.(\w+)/g)].every(([, name = '']) => isKnown(name)),
    );
  }
  return { variable, locals: Object.fromEntries(known) };
}

/**
 * Writes the variables and all their rules as the built module has them, in two modules; and nothing else, so that no
 * provider is needed.
 *
 * @returns the root, with an output for each variable that gives what the module takes
 */
export function writeRules(folder: string): object {
  const { variable, locals } = rules();
  const output = Object.fromEntries(Object.keys(variable).map(name => [name, { value: `\${var.${name}}` }]));
  const { root, inputs } = withTypedInputs({ variable, locals, output });
  mkdirSync(folder, { recursive: true });
  const written = { variable: root.variable, module: root.module };
  writeFileSync(join(folder, 'variables.tf.json'), JSON.stringify(written, null, 2));
  writeInputs(inputs, folder);
  return root;
}

let written: { readonly folder: string; readonly root: object } | undefined;

/**
 * The inputs as the module takes them, by the local reader of configurations.
 *
 * @throws ConfigurationError where a rule refuses them
 */
export function takenInputs(variables: Inputs): ObjectValue {
  written ??= writtenOnce();
  const { root, folder } = written;
  return evaluateConfiguration(root, { variables, modulePath: folder, computed: () => ({}) }).outputs;
}

function writtenOnce(): NonNullable<typeof written> {
  const folder = mkdtempSync(join(tmpdir(), 'cognito-challenge-rules-'));
  onExit(() => rmSync(folder, { recursive: true, force: true }));
  return { folder, root: writeRules(folder) };
}
