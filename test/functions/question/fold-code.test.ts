import { expect } from 'chai';
import fc from 'fast-check';
import { foldCode } from '../../../functions/question/fold-code.ts';

const DIGIT = /\p{Nd}/u;

describe('foldCode', () => {
  const typed: readonly [what: string, given: string][] = [
    ['plain digits', '482915'],
    ['spaces', ' 482 915\n'],
    ['a hyphen', '482-915'],
    ['a typographic dash', '482–915'],
    ['a minus sign', '482−915'],
    ['a non-breaking space and hyphen', '482\u00a0\u2011915'],
    ['marks that cannot be seen', '\u200e482\u200b915\ufeff'],
    ['full-width digits', '４８２９１５'],
    ['Arabic digits', '٤٨٢٩١٥'],
    ['Persian digits', '۴۸۲۹۱۵'],
    ['Devanagari digits', '४८२९१५'],
    ['Bengali digits', '৪৮২৯১৫'],
    ['Thai digits', '๔๘๒๙๑๕'],
    ['bold digits of mathematics', '𝟒𝟖𝟐𝟗𝟏𝟓'],
  ];
  for (const [what, given] of typed) {
    it(`takes ${what}`, () => {
      expect(foldCode(given)).to.equal('482915');
    });
  }

  it('takes letters in lower case', () => {
    expect(foldCode('bcd fgh')).to.equal('BCDFGH');
  });

  it('gives every digit of Unicode its value, the runs of ten starting with zero', () => {
    const digits: string[] = [];
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
      const character = String.fromCodePoint(codePoint);
      if (DIGIT.test(character)) digits.push(character);
    }
    expect(digits.length % 10).to.equal(0);
    digits.forEach((digit, index) => {
      expect(foldCode(digit), digit).to.equal(String(index % 10));
    });
  });

  it('leaves digits and capital letters as they are, and folds nothing twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789BCDFGHJKLMNPQRSTVWXZ') }), code => {
        expect(foldCode(code)).to.equal(code);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), given => {
        const once = foldCode(given);
        expect(once).not.to.match(/\s/);
        if (/^[0-9]*$/.test(once)) expect(foldCode(once)).to.equal(once);
      }),
    );
  });

  it('does not turn other characters into digits', () => {
    for (const given of ['O', 'l', '½', '²', 'Ⅳ', '①', '五', ''])
      expect(foldCode(given)).not.to.equal('482915');
    expect(foldCode('五')).to.equal('五');
  });
});
