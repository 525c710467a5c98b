import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inputShapes, type Shape } from './attributes.ts';
import { nothingMisspelt, type Rule } from './misspelt.ts';

type Block = Readonly<Record<string, unknown>>;
type Blocks = Readonly<Record<string, Block>>;
/** Terraform's JSON: blocks by type and name, as far as variables and locals go. */
export interface Configuration {
  readonly variable: Blocks;
  readonly locals: Readonly<Record<string, unknown>>;
}

export interface Split {
  readonly root: Block;
  /** What `root` calls from `INPUTS_SOURCE`. */
  readonly inputs: Block;
}

/** Where the module of the inputs is, seen from the module that calls it. */
export const INPUTS_SOURCE = './modules/inputs';

/**
 * A configuration as two modules, so that nothing misspelt gets through. Terraform drops attributes that an object's type
 * does not have (terraform#29204). So variables with attributes take `any` here, and refuse unknown names; the value goes on
 * to a module of variables and outputs, which has the types and the other rules. Its outputs replace `var.<name>`.
 *
 * That module has no resources, so addresses stay what they are.
 *
 * @param shapes the variables with attributes
 */
export function withTypedInputs<C extends Configuration>(configuration: C, shapes = inputShapes): Split {
  const { variable: variables, locals, ...rest } = configuration;
  const typed = new RegExp(`\\bvar\\.(${Object.keys(shapes).join('|') || '(?!)'})\\b`, 'g');
  /** A rule stays with its variable unless it needs what only the typed module knows. */
  const isInner = (name: string, rule: Rule) =>
    name in shapes || JSON.stringify(rule).search(typed) >= 0 || /\blocal\./.test(JSON.stringify(rule));
  const rules = mapped(variables, ({ validation = [] }) => validation as readonly Rule[]);
  const innerRules = mapped(rules, (all, name) => all.filter(rule => isInner(name, rule)));
  const outerRules = mapped(rules, (all, name) => all.filter(rule => !isInner(name, rule)));

  const innerLocals = reached(locals, innerRules);
  const needed = namesIn({ innerRules, innerLocals }, 'var');
  const inner = picked(
    variables,
    name => name in shapes || needed.has(name) || innerRules[name]?.length !== 0,
  );
  // What only the rules inside need is only there.
  const outerLocals = reached(locals, { rest, outerRules });
  const outer = JSON.parse(
    JSON.stringify({ ...rest, locals: outerLocals }).replace(typed, 'module.inputs.$1'),
  );
  return {
    root: {
      ...outer,
      variable: mapped(variables, (block, name) =>
        outerVariable(name, block, shapes[name], outerRules[name]),
      ),
      module: { inputs: { source: INPUTS_SOURCE, ...mapped(inner, (_, name) => `\${var.${name}}`) } },
    },
    inputs: {
      variable: mapped(inner, (block, name) => innerVariable(block, innerRules[name])),
      locals: innerLocals,
      output: mapped(shapes, (_, name) => ({
        value: `\${var.${name}}`,
        ...(variables[name]?.sensitive === true && { sensitive: true }),
      })),
    },
  };
}

/** Writes the module of the inputs, below the folder of the one that calls it. */
export function writeInputs(inputs: Block, folder: string): void {
  const directory = join(folder, INPUTS_SOURCE);
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'main.tf.json'), `${JSON.stringify(inputs, null, 2)}\n`);
}

/** People and editors see `any`, so the description has the type. */
function outerVariable(
  name: string,
  block: Block,
  shape: Shape | undefined,
  rules: readonly Rule[] = [],
): Block {
  const { validation: _, ...rest } = block;
  if (!shape) return { ...rest, ...(rules.length > 0 && { validation: rules }) };
  return {
    ...rest,
    description: `${block.description}\n\n${block.type}`,
    type: 'any',
    validation: [nothingMisspelt(name, shape)],
  };
}

/** The variables outside have the defaults: here every value is given. */
function innerVariable(block: Block, rules: readonly Rule[] = []): Block {
  const kept = picked(block, name => ['type', 'nullable', 'sensitive'].includes(name));
  return { ...kept, ...(rules.length > 0 && { validation: rules }) };
}

/** The locals that something refers to, directly or by others. */
function reached(locals: Configuration['locals'], from: unknown): Configuration['locals'] {
  const found = new Set<string>();
  const visit = (value: unknown) => {
    for (const name of namesIn(value, 'local')) {
      if (found.has(name)) continue;
      found.add(name);
      visit(locals[name]);
    }
  };
  visit(from);
  return picked(locals, name => found.has(name));
}

/** `x` of each `var.x` or `local.x` in a value. */
function namesIn(value: unknown, root: 'local' | 'var'): ReadonlySet<string> {
  const references = (JSON.stringify(value) ?? '').matchAll(new RegExp(`\\b${root}\\.(\\w+)`, 'g'));
  return new Set(Array.from(references, ([, name = '']) => name));
}

function mapped<T, R>(entries: Readonly<Record<string, T>>, change: (entry: T, name: string) => R) {
  const changed = Object.entries(entries).map(([name, entry]) => [name, change(entry, name)] as const);
  return Object.fromEntries(changed) as Readonly<Record<string, R>>;
}

function picked<T>(entries: Readonly<Record<string, T>>, isWanted: (name: string) => boolean) {
  const wanted = Object.entries(entries).filter(([name]) => isWanted(name));
  return Object.fromEntries(wanted) as Readonly<Record<string, T>>;
}
