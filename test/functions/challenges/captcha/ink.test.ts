import { expect } from 'chai';
import fc from 'fast-check';
import { INK, invertDisc, type Point, penFor } from '../../../../functions/challenges/captcha/ink.ts';

const [WIDTH, HEIGHT] = [40, 30];

/** Every pixel by its distance from the line, with nothing left out. */
function plainly(levels: Uint8Array, [from, to]: readonly [Point, Point], radius: number, isInk: boolean) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const squared = dx * dx + dy * dy || 1;
  return levels.map((level, pixel) => {
    const [x, y] = [(pixel % WIDTH) - from[0], Math.floor(pixel / WIDTH) - from[1]];
    const along = Math.min(1, Math.max(0, (x * dx + y * dy) / squared));
    const away = Math.hypot(x - along * dx, y - along * dy);
    const covered = Math.max(0, Math.round(INK * Math.min(1, radius + 0.5 - away)));
    return isInk ? Math.max(level, covered) : Math.min(level, INK - covered);
  });
}

describe('a pen', () => {
  const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
  const point = fc.oneof(
    fc.tuple(number(-5, WIDTH + 5), number(-5, HEIGHT + 5)),
    fc.tuple(fc.integer({ min: 0, max: WIDTH }), fc.integer({ min: 0, max: HEIGHT })),
  );
  // A line of up to 4 is one piece; one without a length is none.
  const step = fc.oneof(
    fc.tuple(number(-2.8, 2.8), number(-2.8, 2.8)),
    fc.constantFrom<[number, number]>([3, 0], [0, 3], [-3, 0], [1e-12, 1e-300]),
  );

  for (const paint of ['ink', 'paper'] as const)
    it(`paints with ${paint} what is as near as the radius, to the level`, () => {
      const picture = fc.tuple(
        point,
        step.filter(([dx, dy]) => Math.hypot(dx, dy) > 1e-13),
        number(0.3, 4),
        fc.infiniteStream(fc.nat(INK)),
      );
      fc.assert(
        fc.property(picture, ([from, [dx, dy], radius, before]) => {
          const levels = Uint8Array.from({ length: WIDTH * HEIGHT }, () => before.next().value);
          const to: Point = [from[0] + dx, from[1] + dy];
          const wanted = plainly(levels, [from, to], radius, paint === 'ink');
          penFor({ width: WIDTH, height: HEIGHT, levels }, each => each)([from, to], radius, paint);
          expect(levels).to.deep.equal(wanted);
        }),
        { numRuns: 300 },
      );
    });

  it('draws nothing for a line without points', () => {
    const levels = new Uint8Array(WIDTH * HEIGHT);
    penFor({ width: WIDTH, height: HEIGHT, levels }, ([x, y]) => [x, y])([], 3);
    expect(levels.every(level => level === 0)).to.equal(true);
  });
});

describe('invertDisc', () => {
  it('turns ink and paper round within the radius, and nowhere else', () => {
    const disc = fc.tuple(
      fc.oneof(fc.integer({ min: -3, max: WIDTH + 3 }), fc.double({ min: -3, max: WIDTH + 3, noNaN: true })),
      fc.oneof(
        fc.integer({ min: -3, max: HEIGHT + 3 }),
        fc.double({ min: -3, max: HEIGHT + 3, noNaN: true }),
      ),
      fc.double({ min: 1, max: 12, noNaN: true }),
      fc.infiniteStream(fc.nat(INK)),
    );
    fc.assert(
      fc.property(disc, ([x0, y0, radius, before]) => {
        const levels = Uint8Array.from({ length: WIDTH * HEIGHT }, () => before.next().value);
        const inverted = levels.slice();
        invertDisc({ width: WIDTH, height: HEIGHT, levels: inverted }, [x0, y0], radius);
        for (const [pixel, level] of levels.entries()) {
          const beyond = Math.hypot((pixel % WIDTH) - x0, Math.floor(pixel / WIDTH) - y0) - radius;
          // On the very edge, rounding decides.
          if (Math.abs(beyond) > 1e-6) levels[pixel] = beyond < 0 ? INK - level : level;
          else levels[pixel] = inverted[pixel] ?? 0;
        }
        expect(inverted).to.deep.equal(levels);
      }),
      { numRuns: 200 },
    );
  });
});
