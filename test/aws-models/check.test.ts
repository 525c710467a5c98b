import { expect } from 'chai';
import { faults, toRegExp } from './check.ts';
import type { Shapes } from './model.ts';

const shapes: Shapes = {
  Input: {
    type: 'structure',
    required: ['Name'],
    members: {
      Name: { shape: 'Name' },
      Kind: { shape: 'Kind', locationName: 'kind' },
      Tags: { shape: 'Tags' },
      Parts: { shape: 'Parts' },
      Size: { shape: 'Size' },
      Bytes: { shape: 'Bytes' },
      On: { shape: 'On' },
      At: { shape: 'At' },
      Either: { shape: 'Either' },
    },
  },
  Name: { type: 'string', min: 2, max: 4, pattern: '[\\p{L}]+' },
  Kind: { type: 'string', enum: ['A', 'B'] },
  Tags: { type: 'map', key: { shape: 'Kind' }, value: { shape: 'Name' }, max: 1 },
  Parts: { type: 'list', member: { shape: 'Size' }, min: 1 },
  Size: { type: 'integer', min: 5, max: 10 },
  Bytes: { type: 'blob', max: 2 },
  On: { type: 'boolean' },
  At: { type: 'timestamp' },
  Either: { type: 'structure', union: true, members: { A: { shape: 'Name' }, B: { shape: 'Name' } } },
};

describe('faults', () => {
  const check = (more: object) => faults(shapes, 'Input', { Name: 'Zoë', ...more });

  it('finds none in what is right', () => {
    const all = { kind: 'A', Tags: { B: 'ab' }, Parts: [5], Size: 10, Bytes: 'AAE=', On: false, At: 1.5 };
    expect(check({ ...all, Either: { B: 'ab' } })).to.deep.equal([]);
  });

  const wrong: readonly [more: object, fault: string][] = [
    [{ Name: undefined }, 'Input.Name is missing'],
    [{ Name: null }, 'Input.Name is not a text: null'],
    [{ Name: 'a' }, 'Input.Name has 1, of 2 to 4'],
    [{ Name: 'abcde' }, 'Input.Name has 5, of 2 to 4'],
    [{ Name: 'ab1' }, 'Input.Name does not match [\\p{L}]+'],
    [{ Kind: 'A' }, 'Input.Kind is unknown'],
    [{ kind: 'C' }, 'Input.kind is none of A, B'],
    [{ Tags: { C: 'ab' } }, 'Input.Tags key C is none of A, B'],
    [{ Tags: { A: 'a' } }, 'Input.Tags.A has 1, of 2 to 4'],
    [{ Tags: { A: 'ab', B: 'ab' } }, 'Input.Tags has 2, of any to 1'],
    [{ Tags: [] }, 'Input.Tags is not an object'],
    [{ Parts: [] }, 'Input.Parts has 0, of 1 to any'],
    [{ Parts: [5, 4] }, 'Input.Parts[1] has 4, of 5 to 10'],
    [{ Parts: {} }, 'Input.Parts is not a list'],
    [{ Size: 5.5 }, 'Input.Size is not a whole number'],
    [{ Size: '5' }, 'Input.Size is not a whole number'],
    [{ Bytes: 'AAAA' }, 'Input.Bytes has 3, of any to 2'],
    [{ Bytes: 'not base64!' }, 'Input.Bytes is not base64'],
    [{ On: 'true' }, 'Input.On is not true or false'],
    [{ At: '2026-01-01T00:00:00Z' }, 'Input.At is not a number'],
    [{ Either: { A: 'ab', B: 'ab' } }, 'Input.Either takes one member'],
  ];
  for (const [more, fault] of wrong) {
    it(`finds that ${fault}`, () => {
      expect(check(more)).to.deep.equal([fault]);
    });
  }

  it('finds shapes that the model lacks, and types that it cannot check', () => {
    expect(faults(shapes, 'None', 1)).to.deep.equal(['None: the model has no shape None']);
    expect(faults({ Odd: { type: 'odd' } }, 'Odd', 1)).to.deep.equal(['Odd: nobody can check a odd']);
  });
});

describe('toRegExp', () => {
  it('holds the whole value, as Java does', () => {
    expect(toRegExp('[a-z]+').test('abc')).to.equal(true);
    expect(toRegExp('[a-z]+').test('abc1')).to.equal(false);
    expect(toRegExp('a|b').test('ax')).to.equal(false);
    expect(toRegExp('.*').test('a\nb')).to.equal(false);
    expect(toRegExp('(?s).*').test('a\nb')).to.equal(true);
    expect(toRegExp('(?i)all|[0-9]{2}').test('ALL')).to.equal(true);
    expect(toRegExp('\\p{Print}+').test('a b')).to.equal(true);
    expect(toRegExp('\\p{Print}+').test('é')).to.equal(false);
  });

  it('knows classes of Unicode', () => {
    expect(toRegExp('[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+').test('é✓1-')).to.equal(true);
    expect(toRegExp('[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+').test('a b')).to.equal(false);
  });
});
