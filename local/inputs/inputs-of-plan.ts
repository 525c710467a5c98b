/**
 * The inputs of a module call in somebody's plan. A plan tells what an argument is if it refers to nothing, and
 * otherwise what it refers to, but not how. So an argument that refers to one thing is taken for that thing itself, which
 * is told; what refers to several, or to what a plan does not know, has to be given.
 */

import { ConfigurationError, ExpressionError } from '../terraform/errors.ts';
import { evaluate } from '../terraform/expression/evaluate.ts';
import { parseExpressionText } from '../terraform/expression/parse-expression.ts';
import type { ObjectValue, Value } from '../terraform/value.ts';
import {
  type ModuleCall,
  type ModuleConfiguration,
  type Plan,
  plannedResources,
  type Written,
} from './plan.ts';
import type { Inputs } from './read-inputs.ts';

export interface PlannedInputs {
  readonly inputs: Inputs;
  /** Of the AWS provider, where the plan tells it. */
  readonly region?: string;
  /** Inputs that are taken to be what they refer to: `flow` is `var.flow`. */
  readonly assumed: readonly { readonly input: string; readonly reference: string }[];
}

/** What a module can refer to. */
interface Scope {
  /** `module.app.`; empty for the root. */
  readonly prefix: string;
  readonly configuration: ModuleConfiguration;
  readonly variable: (name: string) => Resolved;
}

/** A value, or why there is none. */
type Resolved = { readonly value: unknown; readonly reference?: string } | { readonly problem: string };

/**
 * @param address of the module call: `module.sign_in`, `module.app.module.sign_in`. @default the one that there is
 * @param given inputs that come from elsewhere, whatever the plan says
 * @throws ConfigurationError that names every input that the plan does not tell, with the cure
 */
export function inputsOfPlan(plan: Plan, address: string | undefined, given: Inputs): PlannedInputs {
  const root = rootScope(plan);
  const where = address ?? onlyCall(root.configuration);
  const { call, scope } = findCall(plan, root, where);
  const name = plannedName(plan, where);
  const known: Inputs = { ...(name !== undefined && { name }), ...given };
  const read = Object.entries(call.expressions ?? {})
    .filter(([input]) => !(input in known))
    .map(([input, written]) => ({ input, resolved: resolve(plan, written, scope) }));
  const problems = read.flatMap(({ input, resolved }) =>
    'problem' in resolved ? [`  ${input}: ${resolved.problem}`] : [],
  );
  if (problems.length > 0)
    throw new ConfigurationError(
      `The plan does not tell these inputs:\n${problems.join('\n')}\nGive them in a file: --inputs FILE. What it holds counts, whatever the plan says.`,
    );
  const found = read.flatMap(({ input, resolved }) => ('value' in resolved ? [{ input, ...resolved }] : []));
  const region = regionOf(plan, root);
  return {
    inputs: { ...Object.fromEntries(found.map(({ input, value }) => [input, value])), ...known },
    assumed: found.flatMap(({ input, reference }) => (reference ? [{ input, reference }] : [])),
    ...(region && { region }),
  };
}

/** The module's name, often put together of several things, begins the names of its functions. */
function plannedName(plan: Plan, address: string): string | undefined {
  const names = plannedResources(plan)
    .filter(resource => resource.address.startsWith(`${address}.aws_lambda_function.`))
    .map(({ values }) => /^(.*)-define-auth-challenge$/.exec(String(values?.function_name))?.[1]);
  return names.find(name => name !== undefined);
}

function rootScope({ variables, configuration }: Plan): Scope {
  return {
    prefix: '',
    configuration: configuration.root_module,
    variable: name => {
      const given = variables?.[name];
      // A value that is null is left out.
      if (given) return { value: given.value ?? null };
      return { value: configuration.root_module.variables?.[name]?.default ?? null };
    },
  };
}

function findCall(plan: Plan, root: Scope, address: string): { call: ModuleCall; scope: Scope } {
  const names = /^module\.[\w-]+(\.module\.[\w-]+)*$/.test(address)
    ? address.split('.').filter((_, index) => index % 2 === 1)
    : [];
  let scope = root;
  for (const [depth, name] of names.entries()) {
    const call = scope.configuration.module_calls?.[name];
    if (!call) break;
    if (depth === names.length - 1) return { call, scope };
    scope = innerScope(plan, scope, name, call);
  }
  const known = Object.keys(scope.configuration.module_calls ?? {}).map(
    name => `${scope.prefix}module.${name}`,
  );
  throw new ConfigurationError(
    `The plan has no module call ${address}${known.length > 0 ? `. It has ${known.join(', ')}` : ''}. Name one with --module module.NAME, without a key of count or for_each.`,
  );
}

function innerScope(plan: Plan, outer: Scope, name: string, { expressions, module = {} }: ModuleCall): Scope {
  return {
    prefix: `${outer.prefix}module.${name}.`,
    configuration: module,
    variable: variable => {
      const written = expressions?.[variable];
      if (written) return resolve(plan, written, outer);
      return { value: module.variables?.[variable]?.default ?? null };
    },
  };
}

/** The call of a module with our inputs. */
function onlyCall({ module_calls: calls = {} }: ModuleConfiguration): string {
  const ours = Object.keys(calls).filter(name => {
    const variables = calls[name]?.module?.variables ?? {};
    return 'flow' in variables && 'token_guard' in variables;
  });
  const [only, ...more] = ours;
  if (only !== undefined && more.length === 0) return `module.${only}`;
  throw new ConfigurationError(
    `Say which module call of the plan to run, with --module module.NAME${ours.length > 0 ? `: it has ${ours.join(', ')}` : ''}.`,
  );
}

function resolve(plan: Plan, { constant_value, references = [] }: Written, scope: Scope): Resolved {
  if (constant_value !== undefined) return { value: constant_value };
  const whole = references.filter(each => !references.some(other => isBeginning(each, other)));
  const [reference, ...more] = whole;
  if (reference === undefined) return { problem: 'a function makes it' };
  if (more.length > 0) return { problem: `it is made of ${whole.join(', ')}` };
  const resolved = resolveReference(plan, reference, scope);
  return 'problem' in resolved ? resolved : { value: resolved.value, reference };
}

const isBeginning = (text: string, of: string) =>
  of !== text && (of.startsWith(`${text}.`) || of.startsWith(`${text}[`));

function resolveReference(plan: Plan, reference: string, scope: Scope): Resolved {
  const [first = '', name = ''] = reference.split(/[.[]/);
  if (first === 'var') {
    const variable = scope.variable(name);
    return 'problem' in variable ? variable : step({ var: { [name]: variable.value as Value } }, reference);
  }
  const address = (
    /^data\./.test(reference) ? /^data\.[\w-]+\.[\w-]+(\[[^\]]+\])?/ : /^[\w-]+\.[\w-]+(\[[^\]]+\])?/
  ).exec(reference)?.[0];
  const planned = plannedResources(plan).find(resource => resource.address === `${scope.prefix}${address}`);
  const attribute = reference.slice((address ?? '').length);
  const of = planned?.values as ObjectValue | undefined;
  if (of && attribute !== '') {
    const found = step({ resource: of }, `resource${attribute}`);
    if ('value' in found && found.value !== null) return found;
    return { problem: `${reference} is known after the apply only` };
  }
  return { problem: `it comes from ${reference}, which a plan does not tell` };
}

function step(variables: ObjectValue, reference: string): Resolved {
  try {
    return { value: evaluate(parseExpressionText(reference), { variables, functions: {} }) };
  } catch (error) {
    if (error instanceof ExpressionError) return { problem: error.message };
    throw error;
  }
}

function regionOf(plan: Plan, root: Scope): string | undefined {
  const written = plan.configuration.provider_config?.aws?.expressions?.region;
  const resolved = written && resolve(plan, written, root);
  return resolved && 'value' in resolved && typeof resolved.value === 'string' ? resolved.value : undefined;
}
