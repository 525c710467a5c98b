/** Evaluates blocks in the order in which they refer to each other. */

import { ConfigurationError, within } from './errors.ts';
import type { Scope } from './expression/evaluate.ts';
import { referencesOf } from './expression/references.ts';
import type { Expression } from './expression/syntax.ts';
import type { FunctionTable } from './functions/signature.ts';
import type { ObjectValue, Value } from './value.ts';

export interface Node {
  /** As it is referred to (`var.x`, `aws_kms_key.this`), or with a blank when nothing can: `output "x"`. */
  readonly address: string;
  /** Everything that the block says, for its references. */
  readonly expressions: readonly Expression[];
  /** Further addresses that must come first. */
  readonly dependsOn: readonly string[];
  readonly evaluate: (scope: Scope, valueAt: (address: string) => Value) => Value;
  /** Runs when the value is known, and before any other block sees it: a variable's validation. */
  readonly check?: { readonly expressions: readonly Expression[]; readonly run: (scope: Scope) => void };
}

/**
 * The values of all nodes by address.
 * @throws ConfigurationError for a cycle, and for a reference to what is not declared
 */
export function evaluateGraph(nodes: readonly Node[], functions: FunctionTable): Map<string, Value> {
  const declared = new Map(nodes.map(node => [node.address, node]));
  const values = new Map<string, Value>();
  const valueAt = (address: string): Value => values.get(address) ?? null;

  const visit = (node: Node, path: readonly string[]): void => {
    if (path.includes(node.address)) {
      throw new ConfigurationError(`Cycle: ${path.slice(path.indexOf(node.address)).join(', ')}`);
    }
    if (values.has(node.address)) return;
    const inner = [...path, node.address];
    const scope = scopeFor(node, node.expressions, inner);
    values.set(
      node.address,
      within(node.address, () => node.evaluate(scope, valueAt)),
    );
    const { check } = node;
    if (check === undefined) return;
    const checkScope = scopeFor(node, check.expressions, inner);
    within(node.address, () => check.run(checkScope));
  };

  const scopeFor = (node: Node, expressions: readonly Expression[], path: readonly string[]): Scope => {
    const references = within(
      node.address,
      () => new Set(expressions.flatMap(item => [...referencesOf(item)])),
    );
    for (const address of [...references, ...node.dependsOn]) {
      // A validation refers to its own variable; a local that leads back to it is a circle, as in Terraform.
      if (address === node.address && values.has(address)) continue;
      const target = declared.get(address);
      if (target === undefined) throw new ConfigurationError(`${node.address}: ${undeclared(address)}`);
      visit(target, path);
    }
    return { functions, variables: variablesFor(references, valueAt) };
  };

  for (const node of nodes) visit(node, []);
  return values;
}

function undeclared(address: string): string {
  const [root = '', first = '', second = ''] = address.split('.');
  if (root === 'var') return `An input variable with the name "${first}" has not been declared`;
  if (root === 'local') return `A local value with the name "${first}" has not been declared`;
  if (root === 'data') return `A data resource "${first}" "${second}" has not been declared`;
  if (root === 'module') return `A module call "${first}" has not been declared`;
  return `A managed resource "${root}" "${first}" has not been declared`;
}

/** `var.x` and `data.t.n` as nested objects, so that a reference is an ordinary attribute access. */
function variablesFor(addresses: Iterable<string>, valueAt: (address: string) => Value): ObjectValue {
  const roots: ObjectValue = { path: { module: '.', root: '.' }, terraform: { workspace: 'default' } };
  const place = (into: ObjectValue, [name = '', ...rest]: readonly string[], value: Value): ObjectValue => {
    const known = Object.hasOwn(into, name) ? (into[name] as ObjectValue) : {};
    return { ...into, [name]: rest.length === 0 ? value : place(known, rest, value) };
  };
  let variables = roots;
  for (const address of addresses) variables = place(variables, address.split('.'), valueAt(address));
  return variables;
}
