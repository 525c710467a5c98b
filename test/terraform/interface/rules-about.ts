import { namesIn } from '../../support/terraform-names.ts';

/** What `rules()` gives. */
export interface Configuration {
  readonly variable: Readonly<Record<string, { readonly validation?: readonly object[] }>>;
  readonly locals: Readonly<Record<string, unknown>>;
}

/**
 * The part of a configuration that can say anything of these inputs: the rules that look at one of them, themselves or by a
 * local, and what those look at besides. The other inputs have their defaults, and so the other rules say what they say of them.
 * Terraform takes a tenth of a second of CPU to try all rules, and there are hundreds of cases.
 *
 * @param names of inputs; all rules, if there are none
 */
export function rulesAbout(names: readonly string[], { variable, locals }: Configuration): Configuration {
  if (names.length === 0) return { variable, locals };
  const kept: Record<string, object> = {};
  const looked = new Set(names);
  const used = new Set<string>();
  for (const [name, { validation = [], ...rest }] of Object.entries(variable)) {
    const rules = validation.map(rule => ({ rule, ...namesIn(rule, locals) }));
    const ours = rules.filter(({ inputs }) => names.some(each => each === name || inputs.has(each)));
    if (ours.length === 0) continue;
    kept[name] = { ...rest, validation: ours.map(({ rule }) => rule) };
    looked.add(name);
    for (const { inputs, locals } of ours) {
      for (const each of inputs) looked.add(each);
      for (const each of locals) used.add(each);
    }
  }
  const without = ({ validation: _, ...rest }: Configuration['variable'][string] = {}) => rest;
  return {
    variable: Object.fromEntries([...looked].map(name => [name, kept[name] ?? without(variable[name])])),
    locals: Object.fromEntries([...used].map(name => [name, locals[name]])),
  };
}
