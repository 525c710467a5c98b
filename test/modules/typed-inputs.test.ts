import { expect } from 'chai';
import { list, object, type Setting, text } from '../../functions/settings/declare.ts';
import { inputShapes, type Shape, shapeOf } from '../../modules/attributes.ts';
import { nothingMisspelt } from '../../modules/misspelt.ts';
import { INPUTS_SOURCE, withTypedInputs } from '../../modules/typed-inputs.ts';
import { type Block, moduleJson } from './synthesized.ts';

const rule = (condition: string) => ({ condition: `\${${condition}}`, error_message: 'no' });
const PARTS = 'list(object({ name = string }))';
const SECRET = 'object({ word = string })';
const shape = (setting: Setting): Shape => shapeOf(setting) ?? expect.fail('no attributes');
const parts = shape(list(object({ name: text() })));
const secret = shape(object({ word: text() }));

describe('a configuration with typed inputs', () => {
  const { root, inputs: inner } = withTypedInputs(
    {
      variable: {
        limit: { type: 'number', default: 1, nullable: false, validation: [rule('var.limit > 0')] },
        part: { type: 'string', validation: [rule('var.part != ""'), rule('length(var.parts) > 0')] },
        parts: { type: PARTS, description: 'Parts.', default: [], validation: [rule('local.few')] },
        secret: { type: SECRET, sensitive: true },
        unused: { type: 'string' },
      },
      locals: { few: '${local.count <= var.limit}', count: '${length(var.parts)}', other: '${var.part}' },
      output: { all: { value: '${[var.parts, var.part, local.count, local.other]}' } },
    },
    { parts, secret },
  );
  const { part, parts: few, limit } = root.variable as Record<string, Block>;

  it('takes anything for what has attributes, with a rule on their names and the type in words', () => {
    expect(few).to.deep.equal({
      ...{ type: 'any', description: `Parts.\n\n${PARTS}`, default: [] },
      validation: [nothingMisspelt('parts', parts)],
    });
  });

  it('keeps every other variable, with the rules that need nothing typed', () => {
    expect(limit)
      .to.include({ type: 'number', default: 1 })
      .and.to.have.deep.property('validation', [rule('var.limit > 0')]);
    expect(part?.validation).to.deep.equal([rule('var.part != ""')]);
  });

  it('hands on what rules need, with its types; the rest of the rules and their locals are there', () => {
    expect(inner).to.deep.equal({
      variable: {
        limit: { type: 'number', nullable: false },
        part: { type: 'string', validation: [rule('length(var.parts) > 0')] },
        parts: { type: PARTS, validation: [rule('local.few')] },
        secret: { type: SECRET, sensitive: true },
      },
      locals: { few: '${local.count <= var.limit}', count: '${length(var.parts)}' },
      output: { parts: { value: '${var.parts}' }, secret: { value: '${var.secret}', sensitive: true } },
    });
    expect(root.module).to.deep.equal({
      inputs: {
        source: INPUTS_SOURCE,
        ...{ limit: '${var.limit}', part: '${var.part}', parts: '${var.parts}', secret: '${var.secret}' },
      },
    });
  });

  it('takes the typed values everywhere else', () => {
    const all = '${[module.inputs.parts, var.part, local.count, local.other]}';
    expect(root.output).to.deep.equal({ all: { value: all } });
    expect(root.locals).to.include({ count: '${length(module.inputs.parts)}', other: '${var.part}' });
  });

  it('does not keep outside what only the rules inside need', () => {
    expect(root.locals).to.have.keys('count', 'other');
  });
});

describe('the module of the inputs', () => {
  const { root, inputs: inner } = withTypedInputs(moduleJson());

  it('has each input with attributes, and nothing outside of it takes one untyped', () => {
    const withAttributes = Object.keys(inputShapes);
    const { variable, module, ...rest } = root;

    expect(withAttributes).to.include.members(['flow', 'clients', 'user_pool', 'delivery', 'vpc']);
    expect(inner.output).to.have.all.keys(withAttributes);
    for (const name of withAttributes)
      expect(JSON.stringify(rest)).to.not.match(new RegExp(`\\bvar\\.${name}\\b`));
  });

  it('has every rule that the root has not', () => {
    const rulesIn = (block: unknown) =>
      Object.values(block as Record<string, Block>).flatMap(({ validation = [] }) => validation as Block[]);
    const isOurs = ({ error_message }: Block) => !String(error_message).startsWith('${join');

    expect([root, inner].flatMap(({ variable }) => rulesIn(variable)).filter(isOurs)).to.have.deep.members(
      rulesIn(moduleJson().variable),
    );
  });

  it('has no resources', () => {
    expect(Object.keys(inner)).to.have.members(['variable', 'locals', 'output']);
    expect(JSON.stringify(inner.locals)).to.not.match(/\b(data|aws_\w+)\.\w+\./);
  });
});
