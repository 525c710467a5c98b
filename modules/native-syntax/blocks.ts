import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** What a name of a resource's body is: a nested block, or an argument. */
export type Kind = 'block' | 'argument';

/** The names of a body. */
export interface Names {
  /** @throws Error for a name that nothing is known of */
  readonly kindOf: (name: string) => Kind;
  /** The names of a nested block. */
  readonly below: (name: string) => Names;
}

export const allOf = (kind: Kind): Names => ({ kindOf: () => kind, below: () => allOf(kind) });

/** Of Terraform's own, which every resource can have. */
const META: Readonly<Record<string, Kind>> = {
  lifecycle: 'block',
  precondition: 'block',
  postcondition: 'block',
  provisioner: 'block',
  connection: 'block',
};

/** Names below which there are blocks only, where the bindings take anything: they would be endless otherwise. */
const BELOW_ARE_BLOCKS: Readonly<Record<string, string>> = { aws_wafv2_web_acl: 'statement' };

/**
 * JSON writes a nested block as it writes an argument that is an object; HCL does not. CDKTF's bindings of the provider,
 * made from its schema, know which is which, and their code is where they say it.
 *
 * @param type such as `aws_kms_key`, or `data.aws_region`
 */
export function namesOf(type: string): Names {
  const known = /^(data\.)?aws_/.test(type) ? bindingKinds(type) : new Map<string, Kind | 'both'>();
  const names: Names = {
    kindOf: name => {
      const kind = META[name] ?? (name === BELOW_ARE_BLOCKS[type] ? 'block' : known.get(name));
      if (kind === 'block' || kind === 'argument') return kind;
      throw new Error(
        `${type}: is ${name} a nested block, or an argument? The provider's bindings do not say: modules/native-syntax/blocks.ts has to.`,
      );
    },
    below: name => (name === BELOW_ARE_BLOCKS[type] ? allOf('block') : names),
  };
  return names;
}

const { resolve } = createRequire(import.meta.url);
const ENTRY = /^ +(\w+): \{\n.*\n +isBlock: (true|false),\n +type: "(\w+)/gm;

function bindingKinds(type: string): ReadonlyMap<string, Kind | 'both'> {
  const folder = type.replace('data.aws_', 'data_aws_').replace(/^aws_/, '').replaceAll('_', '-');
  const code = readFileSync(resolve(`@cdktf/provider-aws/lib/${folder}/index.js`), 'utf8');
  const kinds = new Map<string, Kind | 'both'>();
  for (const [, name = '', isBlock, shape] of code.matchAll(ENTRY)) {
    // A value of one of these is never an object. `any` is one of them, too.
    if (shape === 'simple') continue;
    const kind = isBlock === 'true' ? 'block' : 'argument';
    kinds.set(name, kinds.get(name) === kind || !kinds.has(name) ? kind : 'both');
  }
  return kinds;
}
