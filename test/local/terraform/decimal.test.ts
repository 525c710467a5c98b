import { expect } from 'chai';
import * as fc from 'fast-check';
import {
  add,
  divide,
  multiply,
  numberText,
  parseNumber,
  remainder,
  subtract,
  toDecimal,
} from '../../../local/terraform/decimal.ts';
import { ExpressionError } from '../../../local/terraform/errors.ts';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

describe('decimal', () => {
  it('calculates with the decimals that numbers are written as', () => {
    expect(add(0.1, 0.2)).to.equal(0.3);
    expect(subtract(1, 0.9)).to.equal(0.1);
    expect(multiply(0.1, 3)).to.equal(0.3);
    expect(divide(1, 3)).to.equal(1 / 3);
    expect(divide(-7, 2)).to.equal(-3.5);
    expect(remainder(5.5, 2)).to.equal(1.5);
    expect(remainder(-5, 3)).to.equal(-2);
  });

  it('writes numbers without an exponent', () => {
    expect([1e21, 1e-7, 1.5, -0.001, 0].map(numberText)).to.deep.equal([
      '1000000000000000000000',
      '0.0000001',
      '1.5',
      '-0.001',
      '0',
    ]);
  });

  it('refuses integers that a double would round, division by zero and what is infinite', () => {
    for (const calculate of [
      () => add(Number.MAX_SAFE_INTEGER, 2),
      () => multiply(123456789, 987654321),
      () => divide(1, 0),
      () => remainder(1, 0),
      () => toDecimal(Number.POSITIVE_INFINITY),
      () => parseNumber('9007199254740993'),
      () => parseNumber('1e309'),
    ]) {
      expect(calculate).to.throw(ExpressionError);
    }
  });

  it('reads numbers as Terraform does, and nothing else', () => {
    expect(['1', '-1.50', '.5', '5.', '1e3', '+2', '-0'].map(parseNumber)).to.deep.equal([
      1, -1.5, 0.5, 5, 1000, 2, 0,
    ]);
    expect(['', '.', 'e1', '0x10', ' 1', '1_0', 'Infinity', 'NaN', '1,5'].map(parseNumber)).to.deep.equal(
      Array.from({ length: 9 }, () => undefined),
    );
  });

  it('reads back every double that it wrote', () => {
    fc.assert(
      fc.property(finite, number => {
        // there is no negative zero in decimals
        expect(parseNumber(numberText(number))).to.equal(number + 0);
      }),
    );
  });

  it('adds integers exactly or not at all', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), (a, b) => {
        const exact = BigInt(a) + BigInt(b);
        if (BigInt(Number(exact)) === exact && numberText(Number(exact)) === String(exact)) {
          expect(BigInt(add(a, b))).to.equal(exact);
        } else expect(() => add(a, b)).to.throw(ExpressionError);
      }),
    );
  });
});
