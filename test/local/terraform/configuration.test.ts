import { expect } from 'chai';
import { type Configuration, evaluateConfiguration } from '../../../local/terraform/configuration.ts';
import { ConfigurationError } from '../../../local/terraform/errors.ts';
import type { Computed } from '../../../local/terraform/instances.ts';
import { configurations, refusedConfigurations } from './cases/configurations.ts';
import { plain } from './plain.ts';

/** What `terraform_data` computes; and for other types, who asked. */
const computed: Computed = ({ type, address }, args, provider) =>
  type === 'terraform_data' ? { id: address, output: args.input ?? null } : { id: address, provider };

function evaluated(configuration: unknown, variables: Readonly<Record<string, unknown>> = {}): Configuration {
  return evaluateConfiguration(configuration, { variables, modulePath: import.meta.dirname, computed });
}

describe('evaluateConfiguration', () => {
  for (const { title, configuration, variables, outputs } of configurations) {
    it(`evaluates ${title}`, () => {
      expect(plain(evaluated(configuration, variables).outputs)).to.deep.equal(outputs);
    });
  }

  for (const { title, configuration, variables, message } of refusedConfigurations) {
    it(`refuses ${title}`, () => {
      expect(() => evaluated(configuration, variables)).to.throw(ConfigurationError, message);
    });
  }

  it('lists every instance with its address, key and values', () => {
    const { resources } = evaluated({
      data: { aws_region: { here: {} } },
      resource: {
        aws_b: { each: { for_each: { k: 1 }, size: '${each.value}' } },
        aws_a: { two: { count: 2, size: '${count.index}' }, one: { size: '${data.aws_region.here.id}' } },
      },
    });
    expect(
      resources.map(({ mode, address, key, values }) => [mode, address, key, values.size]),
    ).to.deep.equal([
      ['data', 'data.aws_region.here', undefined, undefined],
      ['managed', 'aws_b.each["k"]', 'k', 1],
      ['managed', 'aws_a.two[0]', 0, 0],
      ['managed', 'aws_a.two[1]', 1, 1],
      ['managed', 'aws_a.one', undefined, 'data.aws_region.here'],
    ]);
  });

  it('fills in what is computed where an argument is left out or null', () => {
    const { resources } = evaluated({ resource: { aws_x: { a: { id: 'mine' }, b: { id: null }, c: {} } } });
    expect(resources.map(({ values }) => values.id)).to.deep.equal(['mine', 'aws_x.b', 'aws_x.c']);
  });

  it('tells what is computed of the provider: the default one, or the one that is chosen', () => {
    const { resources, providers } = evaluated({
      variable: { region: { default: 'eu-west-1' } },
      provider: { aws: [{ region: '${var.region}' }, { alias: 'east', region: 'us-east-1' }] },
      resource: { aws_x: { a: {}, b: { provider: 'aws.east' } }, other_x: { c: {} } },
    });
    expect(resources.map(({ values }) => values.provider)).to.deep.equal([
      { region: 'eu-west-1' },
      { alias: 'east', region: 'us-east-1' },
      {},
    ]);
    expect(Object.keys(providers)).to.deep.equal(['aws', 'aws.east']);
  });

  it('expands dynamic blocks behind the written ones', () => {
    const { resources } = evaluated({
      resource: {
        aws_x: {
          a: {
            rule: { name: 'written' },
            dynamic: {
              rule: [
                { for_each: { k: 1 }, content: { name: '${rule.key}${rule.value}' } },
                { for_each: ['a'], iterator: 'it', content: [{ name: '${it.key}${it.value}' }] },
              ],
              empty: { for_each: [], content: {} },
              outer: {
                for_each: '${toset(["o"])}',
                content: {
                  dynamic: [
                    { inner: { for_each: [1, 2], content: { name: '${outer.value}${inner.value}' } } },
                  ],
                },
              },
            },
          },
        },
      },
    });
    expect(resources[0]?.values).to.deep.include({
      rule: [{ name: 'written' }, { name: 'k1' }, { name: '0a' }],
      empty: [],
      outer: [{ inner: [{ name: 'o1' }, { name: 'o2' }] }],
    });
  });

  it('ignores comments in blocks, also in nested ones', () => {
    const { resources } = evaluated({
      resource: { '//': 'x', aws_x: { '//': 'x', a: { '//': 'x', block: [{ '//': 'x', b: 1 }] } } },
    });
    expect(resources.map(({ values }) => values.block)).to.deep.equal([[{ b: 1 }]]);
  });

  it('gives what checks have to say as warnings, and goes on', () => {
    const { warnings, outputs } = evaluated({
      resource: { terraform_data: { one: { input: 1 } } },
      check: {
        fine: { assert: { condition: '${terraform_data.one.output == 1}', error_message: 'no' } },
        health: {
          assert: [
            {
              condition: '${terraform_data.one.output == 2}',
              error_message: 'It is ${terraform_data.one.output}.',
            },
            { condition: '${terraform_data.one.output.nope}', error_message: 'no' },
          ],
        },
        asks_aws: {
          data: { aws_region: { here: {} } },
          assert: { condition: '${data.aws_region.here.id == "x"}', error_message: 'no' },
        },
      },
      output: { one: { value: '${terraform_data.one.output}' } },
    });
    expect(warnings).to.have.length(2);
    expect(warnings[0]).to.equal('check "health": It is 1.');
    expect(warnings[1]).to.match(/^check "health": .*nope/);
    expect(outputs).to.deep.equal({ one: 1 });
  });

  const unsupported: readonly (readonly [title: string, configuration: unknown, message: string])[] = [
    [
      'references to modules that are not called',
      { locals: { x: '${module.m.x}' } },
      'local.x: A module call "m" has not been declared',
    ],
    [
      'an unknown function',
      { locals: { x: '${yamldecode("")}' } },
      'local.x: The function "yamldecode" is not supported',
    ],
    [
      'a reference of a check to what is not declared',
      { check: { health: { assert: { condition: '${local.nope}', error_message: 'no' } } } },
      'check "health": A local value with the name "nope" has not been declared',
    ],
    ['a name that is declared twice', { locals: [{ x: 1 }, { x: 2 }] }, 'local.x is declared twice'],
    ['text for a block', { resource: { aws_x: 'a' } }, 'a block must be an object, or a list of objects'],
    ['text for a configuration', ['x'], 'configuration: a configuration must be a JSON object'],
  ];
  for (const [title, configuration, message] of unsupported) {
    it(`refuses ${title}`, () => {
      expect(() => evaluated(configuration)).to.throw(ConfigurationError, message);
    });
  }

  it('refuses values for variables that there are not, and values that are no data', () => {
    expect(() => evaluated({}, { x: 1 })).to.throw(ConfigurationError, /"x" was assigned, but not declared$/);
    expect(() => evaluated({ variable: { clients: {}, flow: {} } }, { flwo: [] })).to.throw(
      ConfigurationError,
      'A variable named "flwo" was assigned, but not declared. Did you mean "flow"?',
    );
    const variable = { x: { default: 'd' } };
    expect(() => evaluated({ variable }, { x: () => 1 })).to.throw(
      ConfigurationError,
      'var.x: the value is not JSON',
    );
    expect(evaluated({ variable }, { x: undefined }).variables).to.deep.equal({ x: 'd' });
  });
});
