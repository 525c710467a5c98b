import { expect } from 'chai';
import fc from 'fast-check';
import { fromLag, toLag } from '../../../functions/question/lag.ts';

describe('toLag', () => {
  it('writes seconds in either direction, up to six hours, in three characters that fromLag reads', () => {
    fc.assert(
      fc.property(fc.integer({ min: -21_600, max: 21_600 }), seconds => {
        expect(toLag(seconds)).to.match(/^[\da-z]{3}$/);
        expect(fromLag(toLag(seconds))).to.equal(seconds);
      }),
    );
  });

  it('keeps to three characters whatever it is given', () => {
    for (const seconds of [-(10 ** 9), 10 ** 9]) expect(toLag(seconds)).to.match(/^[\da-z]{3}$/);
  });
});
