import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { drawLetters } from '../../../../functions/challenges/captcha/draw.ts';
import { ALPHABET } from '../../../../functions/challenges/captcha/glyphs.ts';
import type { Between } from '../../../../functions/challenges/captcha/random.ts';
import { seeded } from '../../../support/seeded.ts';

/** No chance: every letter straight, the noise the same in each picture. */
const midpoint: Between = (low, high) => (low + high) / 2;
const LETTERS = [...ALPHABET];

describe('drawLetters', function () {
  this.timeout(20_000);

  /** Whoever changes how pictures look sees here that they did, looks at some, and then writes the new digest. */
  it('draws from the same random numbers the same pictures', () => {
    const random = seeded(1);
    const digest = createHash('sha256');
    for (let n = 0; n < 16; n++) {
      const letters = Array.from({ length: 6 }, () => LETTERS[Math.floor(random() * LETTERS.length)]).join(
        '',
      );
      digest.update(drawLetters(letters, (low, high) => low + (high - low) * random()).levels);
    }
    expect(digest.digest('hex')).to.equal('e2177aec0c09f7af7202148a757c45c5aa0f2c4895aa3a45088b97b27a65f428');
  });

  const straight = (letters: string) => drawLetters(letters, midpoint).levels;

  it('gives a picture of one size, in four levels of grey', () => {
    for (const picture of [drawLetters('ACEHJK'), drawLetters('WWWWWW'), drawLetters('')]) {
      expect(picture).to.include({ width: 264, height: 84 });
      expect(picture.levels).to.have.length(264 * 84);
      expect(Math.max(...picture.levels)).to.be.at.most(3);
    }
  });

  for (const letter of LETTERS) {
    it(`draws ink for ${letter}, wherever it stands`, () => {
      for (let place = 0; place < 6; place++) {
        const [before, after] = ['L'.repeat(place), 'L'.repeat(5 - place)];
        const without = straight(`${before} ${after}`);
        expect(ink(straight(before + letter + after)) - ink(without)).to.be.above(300);
      }
    });
  }

  it('draws any two letters so that they differ by more than a speck', () => {
    for (const one of LETTERS) {
      for (const other of LETTERS.slice(LETTERS.indexOf(one) + 1))
        expect(difference(straight(one), straight(other)), one + other).to.be.above(150);
    }
  });

  it('draws the letters in their order', () => {
    expect(difference(straight('AC'), straight('CA'))).to.be.above(150);
  });

  it('draws nothing by chance where there is no chance', () => {
    expect(straight('ACEHJK')).to.deep.equal(straight('ACEHJK'));
  });

  it('draws the same letters otherwise each time', () => {
    const pictures = Array.from({ length: 10 }, () => drawLetters('ACEHJK').levels);
    for (const [index, one] of pictures.entries())
      for (const other of pictures.slice(index + 1)) expect(difference(one, other)).to.be.above(1000);
  });

  it('keeps letters within the picture at the ends of all its ranges', () => {
    for (const end of [(low: number, _: number) => low, (_: number, high: number) => high]) {
      const levels = drawLetters('WWWWWW', end).levels;
      expect(ink(levels)).to.be.above(3000);
    }
  });

  it('crosses the letters with lines that are there without letters too', () => {
    expect(ink(straight(''))).to.be.above(500);
  });
});

function ink(levels: Uint8Array): number {
  return levels.reduce((sum, level) => sum + level, 0);
}

function difference(one: Uint8Array, other: Uint8Array): number {
  return one.reduce((sum, level, pixel) => sum + Math.abs(level - (other[pixel] ?? 0)), 0);
}
