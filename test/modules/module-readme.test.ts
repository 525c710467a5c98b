import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { evaluate } from '../../local/terraform/expression/evaluate.ts';
import { parseExpressionText } from '../../local/terraform/expression/parse-expression.ts';
import { parseTypeConstraint } from '../../local/terraform/type-constraint.ts';
import { attributeNames, type Names } from '../../modules/attribute-names.ts';
import { hclValue } from '../../modules/inputs/hcl-text.ts';
import { inputs } from '../../modules/inputs/index.ts';
import { interfaceTables, moduleReadme, withInterfaceTables } from '../../modules/module-readme.ts';
import { outputs } from '../../modules/outputs.ts';
import { requiredAwsProvider, requiredTerraform } from '../../modules/versions.ts';
import { takenInputs } from '../terraform/interface/rules.ts';

/** Cells of each row of the tables, by section: of an input with attributes, or none. A | in a cell is escaped. */
const rows = interfaceTables()
  .split(/^(?=#+ )/m)
  .flatMap(section =>
    section
      .split('\n')
      .filter(line => /^\| (<|\[?`)/.test(line))
      .map(line => ({
        section: /^#### `(\w+)`/.exec(section)?.[1],
        cells: line.split(/(?<!\\)\|/).map(cell => cell.trim()),
        name: /`([\w.]+)`/.exec(line)?.[1] ?? '',
      })),
  );
const row = (name: string, input?: string) =>
  rows.find(each => each.section === input && each.name === name)?.cells ?? expect.fail(`no row for ${name}`);

/** Paths of attributes, without the lists and maps between. */
const paths = (names: Names, within = ''): string[] =>
  Object.entries(names).flatMap(([name, inner]) =>
    name === '*'
      ? paths(inner ?? {}, within)
      : [`${within}${name}`, ...paths(inner ?? {}, `${within}${name}.`)],
  );

describe('the tables of inputs and outputs', () => {
  it('have a row for each input and each output', () => {
    const names = rows.filter(({ section }) => section === undefined).map(({ name }) => name);

    expect(names).to.deep.equal([...Object.keys(inputs), ...Object.keys(outputs)]);
  });

  it('have a section for each input with attributes, and a row for each of them', () => {
    for (const [input, names] of Object.entries(attributeNames())) {
      const told = rows.filter(({ section }) => section === input).map(({ name }) => name);
      expect(told, input).to.deep.equal(paths(names ?? {}));
    }
  });

  it('have an anchor for each input and each attribute, no two alike', () => {
    const text = interfaceTables();
    const anchors = Array.from(
      text.matchAll(/<a id="([\w-]+)"><\/a>|^#### `(\w+)`$/gm),
      ([, id, title]) => id ?? title,
    );

    expect(anchors).to.include.members([...Object.keys(inputs), 'flow-when-values', 'user_pool-risk-high']);
    expect(new Set(anchors).size).to.equal(anchors.length);
    expect(anchors).to.have.length(rows.length - Object.keys(outputs).length);
  });

  it('have as many cells in each row as in the head', () => {
    const cells = [...new Set(rows.map(({ cells: { length } }) => length))];

    expect(cells).to.deep.equal([7, 4]);
  });

  it('tell what is required, and the default of the rest', () => {
    expect(row('name')[3]).to.equal('required');
    expect(row('memory_size')[3]).to.equal('`512`');
    expect(row('vpc')[3]).to.equal('`null`');
    expect(row('arn', 'triggers')[3]).to.equal('required');
    expect(row('attempts', 'flow')[3]).to.equal('`3`');
    expect(row('when.clients', 'flow')[3]).to.equal('`null`');
  });

  it('tell bounds with their unit, and alternatives', () => {
    expect(row('memory_size')[4]).to.equal('128 to 10240 MB');
    expect(row('lifetime_seconds', 'flow')[4]).to.equal('30 to 900 seconds');
    expect(row('minimum_score', 'human_check')[4]).to.equal('0 to 1, decimals too');
    expect(row('risk.high', 'user_pool')[4]).to.match(/^`NO_ACTION`, .*`BLOCK`$/);
  });

  it('have types as Terraform has them, down to what has rows of its own', () => {
    for (const { section, name, cells } of rows.filter(({ cells: { length } }) => length === 7)) {
      const [, type = ''] = /^`(.*)`$/.exec(cells[2] ?? '') ?? [];
      expect(
        () => parseTypeConstraint(type.replace('object', 'object({})')),
        `${section} ${name}`,
      ).to.not.throw();
    }
    expect(row('clients')[2]).to.equal('`map(object)`');
  });

  it('mark what is sensitive', () => {
    expect(row('client_secrets')[2]).to.match(/ Sensitive\.$/);
    expect(row('client_ids')[2]).to.not.match(/Sensitive/);
  });
});

describe('the example of an input', () => {
  for (const [name, { example }] of Object.entries(inputs))
    it(`is taken by the module: ${name}`, () => {
      expect(example).to.have.property(name);
      expect(example[name]).to.not.deep.equal(inputs[name]?.default);
      expect(() => takenInputs({ name: 'acme', ...example })).to.not.throw();
    });

  it('is written as Terraform reads it', () => {
    for (const [name, { example }] of Object.entries(inputs)) {
      const read = evaluate(parseExpressionText(hclValue(example[name])), { functions: {}, variables: {} });
      expect(JSON.parse(JSON.stringify(read)), name).to.deep.equal(example[name]);
    }
  });
});

describe('the module’s README', () => {
  it('names the versions and has the tables', () => {
    expect(moduleReadme()).to.include(requiredTerraform).and.include(requiredAwsProvider);
    expect(moduleReadme()).to.include(interfaceTables());
  });
});

describe('docs/module.md', () => {
  const document = readFileSync(new URL('../../docs/module.md', import.meta.url), 'utf8');

  it('has the tables as they are declared; `npm run docs` writes them again', () => {
    expect(withInterfaceTables(document)).to.equal(document);
  });

  it('names only attributes of inputs that there are', () => {
    const names = [...document.matchAll(/`(\w+)\.(?:\*\.)?(\w+)`/g)];
    const attributes = names.filter(([, input = '']) => input in inputs);

    expect(attributes).to.not.be.empty;
    for (const [, input = '', attribute = ''] of attributes)
      expect(inputs[input]?.type, input).to.include(attribute);
  });
});

describe('writing tables into a document', () => {
  it('leaves everything else as it is', () => {
    const written = withInterfaceTables('before\n<!-- BEGIN INPUTS -->\nold\n<!-- END INPUTS -->\nafter\n');

    expect(written).to.equal(
      `before\n<!-- BEGIN INPUTS -->\n\n${interfaceTables()}\n<!-- END INPUTS -->\nafter\n`,
    );
    expect(withInterfaceTables(written)).to.equal(written);
  });

  it('refuses a document without the markers', () => {
    expect(() => withInterfaceTables('<!-- BEGIN INPUTS -->')).to.throw('<!-- END INPUTS -->');
    expect(() => withInterfaceTables('<!-- END INPUTS -->\n<!-- BEGIN INPUTS -->')).to.throw('in this order');
  });
});
