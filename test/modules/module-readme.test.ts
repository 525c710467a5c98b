import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { inputs } from '../../modules/inputs/index.ts';
import { interfaceTables, moduleReadme, withInterfaceTables } from '../../modules/module-readme.ts';
import { outputs } from '../../modules/outputs.ts';
import { requiredAwsProvider, requiredTerraform } from '../../modules/versions.ts';

/** Cells of each row of the tables; a | in a cell is escaped. */
const rows = interfaceTables()
  .split('\n')
  .filter(line => line.startsWith('| `'))
  .map(line => line.split(/(?<!\\)\|/).map(cell => cell.trim()));
const row = (name: string) =>
  rows.find(([, first]) => first === `\`${name}\``) ?? expect.fail(`no row for ${name}`);

describe('the tables of inputs and outputs', () => {
  it('have a row for each input and each output', () => {
    const names = [...Object.keys(inputs), ...Object.keys(outputs)].map(name => `\`${name}\``);

    expect(rows.map(([, name]) => name)).to.deep.equal(names);
  });

  it('have as many cells in each row as in the head', () => {
    const cells = [...new Set(rows.map(({ length }) => length))];

    expect(cells).to.deep.equal([6, 4]);
  });

  it('tell what is required, and the default of the rest', () => {
    expect(row('name')[3]).to.equal('required');
    expect(row('memory_size')[3]).to.equal('`512`');
    expect(row('vpc')[3]).to.equal('`null`');
  });

  it('have types that can be copied, on one line', () => {
    expect(row('clients')[2])
      .to.match(/^`map\(object\(\{ secret_enabled = optional\(bool, false\), session_validity_minutes = /)
      .and.match(/write_attributes = optional\(set\(string\)\) \}\)\)`$/);
    expect(row('user_pool')[2]).to.match(/ sns_region = optional\(string\) \}\)\) \}\)`$/);
  });

  it('mark what is sensitive', () => {
    expect(row('client_secrets')[2]).to.match(/ Sensitive\.$/);
    expect(row('client_ids')[2]).to.not.match(/Sensitive/);
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

  it('has the tables as they are declared; `npm run docs` writes them anew', () => {
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
