import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { expect } from 'chai';
import fc from 'fast-check';
import { equal } from '../../../functions/question/compare.ts';
import { utf16 } from '../../support/utf16.ts';

describe('equal', function () {
  this.timeout(20_000);

  // That the time tells nothing cannot be measured in a test; how it is compared can be seen.
  it('compares in constant time, not with ===: digests of one length, whatever the texts are', () => {
    const real = crypto.timingSafeEqual;
    const lengths: number[] = [];
    crypto.timingSafeEqual = (one, other) => {
      lengths.push(one.byteLength, other.byteLength);
      return real(one, other);
    };
    syncBuiltinESMExports();
    try {
      for (const given of ['', '5', '123456', 'x'.repeat(2048)]) equal(given, '123456');
    } finally {
      crypto.timingSafeEqual = real;
      syncBuiltinESMExports();
    }
    expect(lengths).to.deep.equal(new Array(8).fill(32));
  });

  it('is what === is, for any two texts but empty ones', () => {
    const text = fc.oneof(fc.string(), utf16(), fc.string({ unit: fc.constantFrom('a', 'b') }));
    fc.assert(
      fc.property(text, text, (given, expected) => {
        expect(equal(given, expected)).to.equal(given === expected && expected !== '');
      }),
      { numRuns: 500 },
    );
  });

  it('finds a text equal to itself', () => {
    fc.assert(
      fc.property(utf16({ minLength: 1 }), text => {
        expect(equal(text, text)).to.equal(true);
      }),
    );
  });

  it('lets nobody in with an empty answer where the expected one is empty: a forgotten answer', () => {
    expect(equal('', '')).to.equal(false);
  });

  const different: readonly [given: string, expected: string, why: string][] = [
    ['5', '50', 'a beginning'],
    ['50', '5', 'a longer text'],
    ['', '5', 'nothing'],
    ['5 ', '5', 'a space'],
    ['05', '5', 'the same number'],
    ['abc', 'ABC', 'another case'],
    ['é', 'e\u0301', 'another composition of the same letter'],
    ['\ud800', '\ufffd', 'half a surrogate pair, that UTF-8 would replace'],
    ['\ud800', '\udbff', 'other halves of surrogate pairs'],
    ['a\0', 'a', 'a NUL'],
    ['x'.repeat(2048), 'x', 'a huge text'],
  ];
  for (const [given, expected, why] of different) {
    it(`says no to ${why}`, () => {
      expect(equal(given, expected)).to.equal(false);
    });
  }
});
