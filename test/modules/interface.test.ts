import { expect } from 'chai';
import { compare, expectSnapshot } from './snapshot.ts';
import { moduleJson } from './synthesized.ts';

describe('the module’s interface', () => {
  it('has the resource addresses that states know', () => {
    const addresses = Object.entries(moduleJson().resource).flatMap(([type, blocks]) =>
      Object.entries(blocks).map(([name, { count, for_each }]) => [
        `${type}.${name}`,
        // An address with an index is another address.
        count !== undefined ? 'count' : for_each !== undefined ? 'for_each' : 'single',
      ]),
    );

    expectSnapshot('addresses', Object.fromEntries(addresses));
  });

  it('has the inputs that callers set', () => {
    const variables = Object.entries(moduleJson().variable).map(
      ([name, { type, nullable, sensitive, ...rest }]) => [
        name,
        {
          type: String(type).replace(/\s+/g, ' '),
          nullable,
          ...('default' in rest ? { default: rest.default } : { required: true }),
          ...(sensitive === true && { sensitive }),
        },
      ],
    );

    expectSnapshot('inputs', Object.fromEntries(variables));
  });

  it('has the outputs that callers read', () => {
    const outputs = Object.entries(moduleJson().output).map(([name, { sensitive = false }]) => [
      name,
      { sensitive },
    ]);

    expectSnapshot('outputs', Object.fromEntries(outputs));
  });
});

describe('comparing with a snapshot', () => {
  it('tells what is new, gone and changed', () => {
    const before = { a: 1, b: { c: [1] }, gone: true };
    const after = { a: 1, b: { c: [2] }, added: true };

    expect(compare(before, after)).to.deep.equal(['+ added', '~ b: {"c":[1]} → {"c":[2]}', '- gone']);
  });
});
