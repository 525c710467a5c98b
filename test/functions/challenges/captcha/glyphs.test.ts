import { expect } from 'chai';
import { ALPHABET, glyphs } from '../../../../functions/challenges/captcha/glyphs.ts';

describe('the alphabet', () => {
  it('has 16 capitals, each once, in an order that answers in progress depend on', () => {
    expect(ALPHABET).to.equal('ACEHJKLMNPRTUWXY');
  });

  // Of each group at most one may be there, or people fail who read well. Digits are in no answer.
  for (const alike of ['OQ0DB8', 'I1L', 'S5', 'Z2', 'CG', 'PF', 'UV', 'VY', 'G6', 'A4', 'T7', 'B3', 'VW']) {
    it(`has no two of ${[...alike].join(' ')}, which people take for one another`, () => {
      expect([...alike].filter(letter => ALPHABET.includes(letter))).to.have.length.below(2);
    });
  }

  it('has letters that are no other one’s small form: typed small, they stay apart', () => {
    expect(new Set([...ALPHABET].map(letter => letter.toLowerCase())).size).to.equal(16);
  });

  for (const [letter, strokes] of Object.entries(glyphs)) {
    it(`draws ${letter} with strokes of two points and more, within the grid`, () => {
      expect(strokes).not.to.have.length(0);
      for (const stroke of strokes) {
        expect(stroke).to.have.length.above(1);
        for (const [x, y] of stroke) {
          expect(x).to.be.within(0, 5);
          expect(y).to.be.within(0, 6);
        }
      }
    });
  }
});
