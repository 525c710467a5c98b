import { expect } from 'chai';
import fc from 'fast-check';
import { drawLetters } from '../../../../functions/challenges/captcha/draw.ts';
import { ALPHABET } from '../../../../functions/challenges/captcha/glyphs.ts';
import { captcha } from '../../../../functions/challenges/captcha/index.ts';
import type { Question } from '../../../../functions/question/question.ts';
import { disguises } from '../../../support/disguises.ts';
import { questionFrom, worldWith } from '../../../support/questions.ts';
import { pngOf, readPng } from '../../../support/read-png.ts';
import { CAPTCHA, PASSWORD, settingsOf } from '../../../support/settings.ts';

const settings = settingsOf();
const made = captcha({}, worldWith());
const question = (nonce: string) => questionFrom(settings, { nonce });
const answerOf = async (asked: Question, challenge = made) => (await challenge.answer?.(asked)) ?? '';
/** What the client is given. */
const shownFor = async (asked: Question, challenge = made) => (await challenge.create(asked)).public;

describe('captcha', function () {
  this.timeout(60_000);

  it('has six letters of its alphabet for an answer, the same each time for the same question', async () => {
    const answers = new Set<string>();
    for (let n = 0; n < 200; n++) {
      const answer = await answerOf(question(`nonce ${n}`));
      expect(answer).to.match(new RegExp(`^[${ALPHABET}]{6}$`));
      expect(await answerOf(question(`nonce ${n}`))).to.equal(answer);
      answers.add(answer);
    }
    expect(answers.size).to.equal(200);
  });

  it('has as many letters as its settings say, or its step, from four to eight', async () => {
    for (const length of [4, 8]) {
      const challenge = captcha({ length }, worldWith());
      expect(await answerOf(question('nonce'), challenge)).to.have.length(length);
      const asked = questionFrom(settingsOf(PASSWORD, { ...CAPTCHA, codeLength: length }));
      expect(await answerOf(asked)).to.have.length(length);
      expect(readPng(pngOf((await shownFor(asked)).captchaUrl))).to.include({ bitDepth: 2 });
    }
    for (const length of [3, 9, '6', 4.5])
      expect(() => captcha({ length }, worldWith())).to.throw('captcha.length takes a whole number');
    expect(() => captcha('6', worldWith())).to.throw('captcha takes an object');
  });

  it('asks another question at each round, and sends nothing', () => {
    expect(made).not.to.have.any.keys('isKept', 'message', 'questionOf');
  });

  it('puts nothing but the picture into public parameters: no answer, however hidden', async () => {
    for (let n = 0; n < 20; n++) {
      const asked = question(`nonce ${n}`);
      const { public: shown, ...kept } = await made.create(asked);
      const { captchaUrl, ...rest } = shown;
      expect({ ...rest, ...kept }).to.deep.equal({});
      const png = pngOf(captchaUrl);
      for (const disguise of disguises(await answerOf(asked)))
        expect(`${captchaUrl} ${png.toString('latin1')}`).not.to.include(disguise);
      expect(readPng(png).chunks, 'no texts in the file').to.deep.equal(['IHDR', 'IDAT', 'IEND']);
    }
  });

  it('gives PNGs with checksums that are right, of 6 KB at most, over 200 pictures', async () => {
    for (let n = 0; n < 200; n++) {
      const { captchaUrl } = await shownFor(question(`nonce ${n}`));
      expect(captchaUrl?.length).to.be.below(6 * 1024);
      expect(readPng(pngOf(captchaUrl))).to.include({ width: 264, height: 84, bitDepth: 2, colourType: 0 });
    }
  });

  it('draws the letters of its answer, in their order', async () => {
    // One picture is hard to read for a program. The mean of many is not: the noise is another in each.
    const asked = question('one');
    const shown = await mean(async () => {
      const { samples } = readPng(pngOf((await shownFor(asked)).captchaUrl));
      return samples.map(white => 3 - white);
    });
    const drawn = (letters: string) => mean(async () => drawLetters(letters).levels);
    const answer = await answerOf(asked);
    const near = distance(shown, await drawn(answer));
    const others = [[...answer].reverse().join(''), answer.slice(1) + answer.charAt(0), 'ACEHJK'];
    for (const other of others)
      expect(distance(shown, await drawn(other)), `${other} for ${answer}`).to.be.above(near * 1.3);
  });

  it('verifies its answer, and no other text', async () => {
    const asked = question('nonce');
    const answer = await answerOf(asked);
    for (const typed of [answer, answer.toLowerCase(), ` ${answer} `, [...answer].join(' ')])
      expect(await made.verify(asked, typed, {})).to.equal(true);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...answer) })),
        async given => {
          const same = given.normalize('NFKC').replace(/\s/g, '').toUpperCase() === answer;
          expect(await made.verify(asked, given, {})).to.equal(same);
        },
      ),
    );
  });
});

const MANY = 100;

/** The mean of many pictures, pixel by pixel. */
async function mean(picture: () => Promise<Uint8Array>): Promise<Float64Array> {
  const sum = Float64Array.from(await picture());
  for (let n = 1; n < MANY; n++)
    for (const [pixel, level] of (await picture()).entries()) sum[pixel] = (sum[pixel] ?? 0) + level;
  return sum.map(value => value / MANY);
}

function distance(one: Float64Array, other: Float64Array): number {
  return one.reduce((sum, level, pixel) => sum + (level - (other[pixel] ?? 0)) ** 2, 0);
}
