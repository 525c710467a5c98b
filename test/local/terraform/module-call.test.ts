import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { evaluateConfiguration } from '../../../local/terraform/configuration.ts';
import { ConfigurationError } from '../../../local/terraform/errors.ts';
import { useScratchFolder } from '../../support/scratch-folder.ts';

describe('a module call', () => {
  const scratch = useScratchFolder();

  /** A root with a module beside it. */
  function evaluated(root: object, files: Readonly<Record<string, unknown>>) {
    const folder = scratch('root');
    mkdirSync(join(folder, 'm'), { recursive: true });
    for (const [name, content] of Object.entries(files))
      writeFileSync(join(folder, 'm', name), typeof content === 'string' ? content : JSON.stringify(content));
    return evaluateConfiguration(root, { modulePath: folder, computed: () => ({}) });
  }
  const call = (args: object = {}) => ({ module: { m: { source: './m', ...args } } });

  it('gives what the module makes of its arguments: types, defaults, rules and locals are the module’s', () => {
    const module = {
      variable: {
        parts: { type: 'map(object({ size = optional(number, 3), tags = optional(set(string), []) }))' },
        name: { type: 'string', default: 'none' },
      },
      locals: { count: '${length(var.parts)}' },
      output: { parts: { value: '${var.parts}' }, text: { value: '${var.name} ${local.count}' } },
    };
    const root = {
      ...call({ parts: '${{ a = { tags = local.tags } }}' }),
      locals: { tags: ['y', 'x', 'x'] },
      output: { size: { value: '${module.m.parts["a"].size}' }, all: { value: '${module.m}' } },
    };

    const { outputs } = evaluated(root, { 'main.tf.json': module });

    expect(outputs).to.deep.equal({
      size: 3,
      all: { parts: { a: { size: 3, tags: new Set(['x', 'y']) } }, text: 'none 1' },
    });
  });

  it('hands sets and null on as they are', () => {
    const module = {
      variable: { s: { type: 'set(number)' }, n: { type: 'string', default: 'd' } },
      output: { all: { value: '${[var.s, var.n]}' } },
    };

    const { outputs } = evaluated(
      { ...call({ s: '${toset([1, 1])}', n: null }), output: { all: { value: '${module.m.all}' } } },
      { 'main.tf.json': module },
    );

    expect(outputs.all).to.deep.equal([new Set([1]), null]);
  });

  const refused: Readonly<
    Record<string, readonly [root: object, module: unknown, message: string | RegExp]>
  > = {
    'a value that a rule of the module refuses': [
      call({ n: 1 }),
      { variable: { n: { validation: { condition: '${var.n > 1}', error_message: 'n is more than 1.' } } } },
      'Invalid value for variable "n": n is more than 1.',
    ],
    'an argument that the module does not take': [
      call({ sice: 1 }),
      { variable: { size: {} } },
      /"sice" .* mean "size"\?/,
    ],
    'an output that the module does not have': [
      { ...call(), output: { x: { value: '${module.m.x}' } } },
      {},
      'does not have an attribute named "x"',
    ],
    'a module with resources': [
      call(),
      { resource: {} },
      'module.m: blocks of type "resource" in a module are not supported here',
    ],
    'a module that asks for its folder': [
      call(),
      { output: { x: { value: '${path.module}' } } },
      'module.m: path.module in a module is not supported here',
    ],
    HCL: [call(), 'variable "x" {}', 'module.m: main.tf.json'],
    'a module from elsewhere': [
      { module: { m: { source: 'acme/m/aws', version: '1.0.0' } } },
      {},
      '"version" of a module call is not supported here',
    ],
    'a module without a folder': [
      { module: { m: { source: 'm' } } },
      {},
      'must be a folder, such as "./modules/inputs"',
    ],
    'several of a module': [
      call({ count: 2 }),
      {},
      'module.m: "count" of a module call is not supported here',
    ],
  };
  for (const [what, [root, module, message]] of Object.entries(refused)) {
    it(`refuses ${what}`, () => {
      expect(() => evaluated(root, { 'main.tf.json': module })).to.throw(ConfigurationError, message);
    });
  }
});
