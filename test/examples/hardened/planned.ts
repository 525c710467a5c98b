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
  const { terraform: _, module, ...own } = await readExample();
  const { source: __, ...inputs } = (module as Blocks).sign_in?.[0] ?? {};
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
  const { variable, module, output: _, ...resources } = await parse('hardened.tf', texts.join('\n'));
  // What the module puts out, by its name: the module is evaluated after the example, and no rule looks at it.
  const own = JSON.parse(JSON.stringify(resources).replace(/\$\{(module\.sign_in\.\w+)\}/g, '$1'));
  const variables = Object.entries(variable as Blocks).map(([name, [block]]) => [
    name,
    { ...block, type: String(block?.type).replace(/^\$\{(.*)\}$/s, '$1') },
  ]);
  return { ...own, module, variable: Object.fromEntries(variables) };
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
  aws_sns_topic: `arn:aws:sns:${REGION}:123456789012:alarms`,
  aws_sqs_queue: `arn:aws:sqs:${REGION}:123456789012:failures`,
};
