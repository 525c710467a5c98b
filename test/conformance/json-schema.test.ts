import { expect } from 'chai';
import { faults, type Schema } from './json-schema.ts';

describe('faults', () => {
  const cases: readonly [schema: Schema, good: readonly unknown[], bad: readonly unknown[]][] = [
    [{ type: 'object' }, [{}, { a: 1 }], [null, [], 'x', 1, true]],
    [{ type: ['string', 'null'] }, ['', null], [1, {}, false]],
    [{ type: 'integer' }, [1, 0], [1.5, '1']],
    [{ const: true }, [true], [1, 'true', false, null, undefined]],
    [{ const: null }, [null], [undefined, 'null']],
    [{ enum: ['a', 1] }, ['a', 1], ['b', '1']],
    [{ required: ['a'] }, [{ a: undefined }, { a: 1 }, 'no object'], [{}, { b: 1 }]],
    [{ properties: { a: { type: 'string' } } }, [{}, { a: 'x' }, { b: 1 }], [{ a: 1 }]],
    [{ patternProperties: { '^x': { type: 'string' } } }, [{ xa: 'x' }, { a: 1 }], [{ xa: 1 }]],
    [{ additionalProperties: { type: 'string' } }, [{}, { a: 'x' }], [{ a: 'x', b: 1 }]],
    [{ properties: { a: {} }, additionalProperties: false }, [{ a: 1 }], [{ b: 1 }, { toString: 1 }]],
    [{ items: { type: 'string' } }, [[], ['a'], 'x'], [['a', 1]]],
    [{ minProperties: 1 }, [{ a: 1 }], [{}]],
    [{ minLength: 2, maxLength: 3 }, ['ab', '😀😀😀', 5], ['a', 'abcd']],
    [{ pattern: '^\\d+$' }, ['12', 5], ['', '12x']],
    [{ not: { required: ['code'] } }, [{}, { a: 1 }], [{ code: 1 }]],
    [{ anyOf: [{ const: 1 }, { const: 2 }] }, [1, 2], [3]],
    [{ $ref: '#/$defs/text', $defs: { text: { type: 'string' } } }, ['x'], [1]],
  ];
  for (const [schema, good, bad] of cases) {
    it(`tells by ${JSON.stringify(schema)}`, () => {
      for (const value of good) expect(faults(value, schema), JSON.stringify(value)).to.deep.equal([]);
      for (const value of bad) expect(faults(value, schema), JSON.stringify(value)).to.have.length(1);
    });
  }

  it('says where, what is taken, and what was got', () => {
    const schema = { properties: { response: { properties: { answerCorrect: { type: 'boolean' } } } } };
    expect(faults({ response: { answerCorrect: 'true' } }, schema)).to.deep.equal([
      '/response/answerCorrect takes the type boolean; got "true"',
    ]);
  });

  it('passes over no keyword that it does not know', () => {
    expect(() => faults({}, { propertys: {} })).to.throw('propertys');
  });
});
