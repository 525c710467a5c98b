/**
 * Evaluates a configuration in Terraform's JSON syntax, as a plan would on an empty state: CDKTF's `cdk.tf.json`,
 * or the `main.tf.json` of a module.
 *
 * What a plan calls "known after apply" is known here: it comes from `computed`.
 */

import { blocksOf } from './blocks.ts';
import { checkNodes } from './check.ts';
import { customCondition, expressionsOf, failures } from './custom-condition.ts';
import { ConfigurationError, ExpressionError, within } from './errors.ts';
import { evaluate } from './expression/evaluate.ts';
import { bodyExpressions, isJsonObject, valueExpression } from './expression/from-json.ts';
import { terraformFunctions } from './functions.ts';
import { evaluateGraph, type Node } from './graph.ts';
import { variableNode } from './input-variable.ts';
import type { Computed, ResourceInstance } from './instances.ts';
import type { Json, JsonObject } from './json.ts';
import { type ModuleContext, moduleNode } from './module-call.ts';
import { nearest } from './nearest.ts';
import { resourceNode } from './resource.ts';
import { attributeOf, type ObjectValue, type Value } from './value.ts';

export interface ConfigurationOptions {
  /** Values of variables, as `-var` gives them. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** The folder of the configuration: relative paths start there. */
  readonly modulePath: string;
  readonly computed: Computed;
}

export interface Configuration {
  readonly variables: ObjectValue;
  /** Managed and data, in the order of the text. */
  readonly resources: readonly ResourceInstance[];
  /** By name, or by name and alias: `aws`, `aws.east`. */
  readonly providers: ObjectValue;
  readonly outputs: ObjectValue;
  /** What `check` blocks have to say. */
  readonly warnings: readonly string[];
}

/** Blocks that declare nothing that exists: requirements and renames. */
const ignored = ['//', 'terraform', 'moved', 'removed', 'import'];
const understood = ['variable', 'locals', 'module', 'provider', 'data', 'resource', 'check', 'output'];

/**
 * @param json what a file holds, or a list of that for a module of several files
 * @throws ConfigurationError as a plan would, and for what is not supported here
 */
export function evaluateConfiguration(json: unknown, options: ConfigurationOptions): Configuration {
  const given = Object.entries(options.variables ?? {}).flatMap(([name, value]) =>
    // undefined counts as not given
    value === undefined ? [] : [[name, asValue(value, `var.${name}`)] as const],
  );
  return evaluated(json, Object.fromEntries(given), options);
}

type Place = Omit<ConfigurationOptions, 'variables'>;

function evaluated(json: unknown, given: ObjectValue, { modulePath, computed }: Place): Configuration {
  const blocks = within('configuration', () => blocksByType(json));
  const unknown = Object.keys(blocks).find(name => ![...ignored, ...understood].includes(name));
  if (unknown !== undefined)
    throw new ConfigurationError(`Blocks of type "${unknown}" are not supported here`);

  const instances = new Map<string, ResourceInstance[]>();
  const warnings: string[] = [];
  const nodes = within('configuration', () => [
    ...variableNodes(blocks, given),
    ...localNodes(blocks),
    ...moduleNodes(blocks, modulePath),
    ...providerNodes(blocks),
    ...resourceNodes(blocks, computed, instances),
    ...outputNodes(blocks),
    ...blocksOf(blocks.check, 1).flatMap(({ labels: [name = ''], body }) =>
      checkNodes(name, body, warning => warnings.push(warning)),
    ),
  ]);
  const twice = nodes.find(({ address }, index) => nodes.findIndex(node => node.address === address) < index);
  if (twice !== undefined) throw new ConfigurationError(`${twice.address} is declared twice`);

  const values = evaluateGraph(nodes, terraformFunctions(modulePath));
  return {
    variables: valuesUnder(values, /^var\.(.*)$/),
    providers: valuesUnder(values, /^provider "(.*)"$/),
    outputs: valuesUnder(values, /^output "(.*)"$/),
    resources: nodes.flatMap(node => instances.get(node.address) ?? []),
    warnings,
  };
}

/** All blocks of a type together: a configuration is the sum of its files. */
function blocksByType(json: unknown): JsonObject {
  const files = Array.isArray(json) ? json : [json];
  const types = new Map<string, Json[]>();
  for (const file of files) {
    if (!isJsonObject(file)) throw new ExpressionError('a configuration must be a JSON object');
    for (const [type, blocks] of Object.entries(file)) types.set(type, [...(types.get(type) ?? []), blocks]);
  }
  return Object.fromEntries(types);
}

function valuesUnder(values: ReadonlyMap<string, Value>, address: RegExp): ObjectValue {
  const entries = [...values].flatMap(([key, value]) => {
    const name = address.exec(key)?.[1];
    return name === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

function variableNodes(json: JsonObject, given: ObjectValue): Node[] {
  const blocks = blocksOf(json.variable, 1);
  const names = blocks.map(({ labels: [name = ''] }) => name);
  const stray = Object.keys(given).find(name => !names.includes(name));
  if (stray !== undefined) {
    const like = nearest(stray, names);
    throw new ConfigurationError(
      `A variable named "${stray}" was assigned, but not declared${like === undefined ? '' : `. Did you mean "${like}"?`}`,
    );
  }
  return blocks.map(({ labels: [name = ''], body }) => variableNode(name, body, attributeOf(given, name)));
}

/** Plain data that is given from outside. */
function asValue(value: unknown, where: string): Value {
  const json: unknown = JSON.parse(JSON.stringify(value) ?? 'null');
  if (json === null && value !== null) throw new ConfigurationError(`${where}: the value is not JSON`);
  return json as Value;
}

function moduleNodes(json: JsonObject, directory: string): Node[] {
  // A module of variables, locals and outputs: AWS adds nothing to it.
  const outputsOf: ModuleContext['outputsOf'] = (files, values, modulePath) =>
    evaluated(files, values, { modulePath, computed: () => ({}) }).outputs;
  return blocksOf(json.module, 1).map(({ labels: [name = ''], body }) =>
    moduleNode(name, body, { directory, outputsOf }),
  );
}

function localNodes(json: JsonObject): Node[] {
  const entries = blocksOf(json.locals, 0).flatMap(({ body }) => Object.entries(body));
  return entries
    .filter(([name]) => name !== '//')
    .map(([name, value]) => {
      const address = `local.${name}`;
      const expression = within(address, () => valueExpression(value));
      return {
        address,
        expressions: [expression],
        dependsOn: [],
        evaluate: scope => evaluate(expression, scope),
      };
    });
}

function providerNodes(json: JsonObject): Node[] {
  return blocksOf(json.provider, 1).map(({ labels: [name = ''], body }) => {
    const address = `provider "${name}${typeof body.alias === 'string' ? `.${body.alias}` : ''}"`;
    const args = within(address, () => bodyExpressions(body));
    return {
      address,
      expressions: args.map(([, expression]) => expression),
      dependsOn: [],
      evaluate: scope =>
        Object.fromEntries(args.map(([argument, item]) => [argument, evaluate(item, scope)])),
    };
  });
}

function resourceNodes(
  json: JsonObject,
  computed: Computed,
  instances: Map<string, ResourceInstance[]>,
): Node[] {
  const providers = new Set(providerNodes(json).map(node => node.address));
  const nodesOf = (mode: ResourceInstance['mode'], blocks: Json | undefined): Node[] =>
    blocksOf(blocks, 2).map(({ labels: [type = '', name = ''], body }) => {
      const address = `${mode === 'data' ? 'data.' : ''}${type}.${name}`;
      const emit = (made: ResourceInstance[]): void => void instances.set(address, made);
      return resourceNode(mode, type, name, body, { computed, providers, emit });
    });
  return [...nodesOf('data', json.data), ...nodesOf('managed', json.resource)];
}

function outputNodes(json: JsonObject): Node[] {
  return blocksOf(json.output, 1).map(({ labels: [name = ''], body }) => {
    const address = `output "${name}"`;
    const value = within(address, () => valueExpression(body.value ?? null));
    const preconditions = within(address, () =>
      blocksOf(body.precondition, 0).map(block => customCondition(block.body)),
    );
    return {
      address,
      expressions: [value, ...expressionsOf(preconditions)],
      dependsOn: [],
      evaluate: scope => {
        const [failure] = failures(preconditions, scope);
        if (failure !== undefined) {
          throw new ConfigurationError(`${address}: Module output value precondition failed: ${failure}`);
        }
        return evaluate(value, scope);
      },
    };
  });
}
