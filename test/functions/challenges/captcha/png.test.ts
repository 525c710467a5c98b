import { expect } from 'chai';
import fc from 'fast-check';
import { toPng } from '../../../../functions/challenges/captcha/png.ts';
import { readPng } from '../../../support/read-png.ts';

describe('toPng', function () {
  this.timeout(20_000);

  it('writes a picture that another reader finds the same, with ink for black', () => {
    const pictures = fc
      .record({ width: fc.integer({ min: 1, max: 40 }), height: fc.integer({ min: 1, max: 20 }) })
      .chain(size =>
        fc
          .array(fc.integer({ min: 0, max: 3 }), {
            minLength: size.width * size.height,
            maxLength: size.width * size.height,
          })
          .map(levels => ({ ...size, levels: Uint8Array.from(levels) })),
      );
    fc.assert(
      fc.property(pictures, picture => {
        const { width, height, samples } = readPng(toPng(picture));
        expect({ width, height, levels: samples.map(white => 3 - white) }).to.deep.equal(picture);
      }),
    );
  });

  it('writes a header, the pixels and an end, and no more that could tell something', () => {
    const png = toPng({ width: 3, height: 2, levels: Uint8Array.from([0, 1, 2, 3, 0, 1]) });
    expect(readPng(png).chunks).to.deep.equal(['IHDR', 'IDAT', 'IEND']);
  });

  it('is read by a reader that would see a wrong bit', () => {
    const png = toPng({ width: 3, height: 2, levels: new Uint8Array(6) });
    for (let at = 0; at < png.length; at++) {
      const broken = Buffer.from(png);
      broken.writeUInt8(broken.readUInt8(at) ^ 1, at);
      expect(() => readPng(broken), `byte ${at}`).to.throw();
    }
  });
});
