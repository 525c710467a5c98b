import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from '@cdktf/hcl2json';
import { computedAttributes } from '../../../local/deployment/computed-attributes.ts';
import { evaluateConfiguration } from '../../../local/terraform/configuration.ts';
import type { Computed, ResourceInstance } from '../../../local/terraform/instances.ts';
import { synthesizeModule } from '../../../modules/build-module.ts';

const hardened = fileURLToPath(new URL('../../../examples/hardened', import.meta.url));
const REGION = 'eu-central-1';
const computed = computedAttributes({ region: REGION, accountId: '123456789012' });

type Blocks = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/**
 * What a plan of examples/hardened would have: the example's own resources, and those of the module with the inputs that the
 * example gives. Evaluated here, which takes no Terraform.
 *
 * @param modulePath a folder with the module's packages
 * @param variables of the example
 */
export async function plannedResources(
  modulePath: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<readonly ResourceInstance[]> {
  const { terraform: _, module, output: __, ...own } = await readExample();
  const { source: ___, ...inputs } = (module as Blocks).sign_in?.[0] ?? {};
  // The arguments of the call, as outputs: this is how the evaluator tells what they come to.
  const output = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, { value }]));
  const example = evaluateConfiguration({ ...own, output }, { variables, modulePath, computed: known });
  const called = evaluateConfiguration(synthesizeModule(), {
    variables: example.outputs,
    modulePath,
    computed,
  });
  return [...example.resources, ...called.resources].filter(({ mode }) => mode === 'managed');
}

/** The example as Terraform's JSON, in which types are no templates. */
async function readExample(): Promise<Readonly<Record<string, unknown>>> {
  const files = readdirSync(hardened).filter(file => file.endsWith('.tf'));
  const texts = files.map(file => readFileSync(join(hardened, file), 'utf8'));
  const { variable, ...rest } = await parse('hardened.tf', texts.join('\n'));
  const variables = Object.entries(variable as Blocks).map(([name, [block]]) => [
    name,
    { ...block, type: String(block?.type).replace(/^\$\{(.*)\}$/s, '$1') },
  ]);
  return { ...rest, variable: Object.fromEntries(variables) };
}

/** Beside what is known of the types that the module has itself, what the call takes from the example's own resources. */
const known: Computed = (instance, args, provider) => ({
  arn: ARNS[instance.type] ?? `arn:aws:iam::123456789012:policy/${instance.name}`,
  ...{ id: instance.name, json: '{}', names: ['a', 'b'], url: 'https://sqs.example', name: instance.name },
  ...computed(instance, args, provider),
});

/** As AWS writes them: the module looks at them. */
const ARNS: Readonly<Record<string, string>> = {
  aws_kms_key: `arn:aws:kms:${REGION}:123456789012:key/00000000-0000-0000-0000-000000000000`,
  aws_sqs_queue: `arn:aws:sqs:${REGION}:123456789012:failures`,
};
