import { expect } from 'chai';
import { distortion } from '../../../../functions/challenges/captcha/distortions.ts';
import { drawLetters } from '../../../../functions/challenges/captcha/draw.ts';
import { ALPHABET, glyphs } from '../../../../functions/challenges/captcha/glyphs.ts';
import type { Picture, Point } from '../../../../functions/challenges/captcha/ink.ts';
import { layout } from '../../../../functions/challenges/captcha/layout.ts';
import type { Between } from '../../../../functions/challenges/captcha/random.ts';
import { seeded } from '../../../support/seeded.ts';

const [WIDTH, HEIGHT] = [264, 84];

/** Fewer, where each of many changes of the code is looked at. */
const COUNT = Number(process.env.PICTURES ?? 300);

/** The same pictures at each run: of enough others one would miss a bound. */
const random = seeded(6);

/** A letter as it was drawn: where each point of its strokes came to lie. */
interface Drawn {
  readonly letter: string;
  readonly picture: Picture;
  readonly strokes: readonly (readonly Point[])[];
  /** From a place on the glyph's grid to the picture. */
  readonly at: (point: Point) => Point;
}

describe('The picture of a captcha', function () {
  this.timeout(60_000);
  let drawn: readonly (readonly Drawn[])[];
  before(() => {
    drawn = Array.from({ length: COUNT }, (_, n) => draw(six(n)));
  });
  const letters = () => drawn.flat();

  it('can be read: strokes stand out from what is beside them', () => {
    const shares = letters()
      .map(standsOut)
      .sort((one, other) => one - other);
    expect(mean(shares)).to.be.above(0.9);
    expect(shares[Math.floor(shares.length * 0.05)], 'the worst of twenty').to.be.above(0.7);
  });

  it('can be read: letters are in order, upright enough, and within the picture', () => {
    for (const row of drawn) {
      const middles = row.map(({ at }) => at([2, 3])[0]);
      for (const [index, x] of middles.slice(1).entries()) expect(x - (middles[index] ?? 0)).to.be.above(9);
    }
    for (const each of letters()) {
      expect(Math.abs(lean(each)), each.letter).to.be.below(1);
      const points = each.strokes.flat();
      const outside = points.filter(([x, y]) => x < 0 || y < 0 || x >= WIDTH || y >= HEIGHT);
      expect(outside.length / points.length, each.letter).to.be.below(0.25);
    }
  });

  it('gives no letter a place of its own, from which a program could cut it', () => {
    for (let place = 0; place < 6; place++) {
      const of = (axis: 0 | 1) => drawn.map(row => row[place]?.at([2, 3])[axis] ?? 0);
      expect(deviation(of(0)), `across, letter ${place + 1}`).to.be.above(3);
      expect(deviation(of(1)), `down, letter ${place + 1}`).to.be.above(4);
    }
    const gaps = drawn.flatMap(row =>
      row.slice(1).map((each, n) => each.at([2, 3])[0] - (row[n]?.at([2, 3])[0] ?? 0)),
    );
    expect(deviation(gaps)).to.be.above(3.5);
  });

  it('turns, sizes and bends each letter on its own', () => {
    expect(deviation(letters().map(lean))).to.be.above(0.2);
    expect(deviation(letters().map(({ at }) => at([4, 3])[0] - at([0, 3])[0]))).to.be.above(2);
    expect(deviation(letters().map(({ at }) => at([2, 6])[1] - at([2, 0])[1]))).to.be.above(2.5);
    // How far the middle of a side lies from halfway between its ends: nothing, for what is only turned and sized.
    const bends = letters().map(({ at }) => {
      const [top, middle, foot] = [at([0, 0]), at([0, 3]), at([0, 6])];
      return Math.hypot(middle[0] - (top[0] + foot[0]) / 2, middle[1] - (top[1] + foot[1]) / 2);
    });
    expect(mean(bends)).to.be.above(0.8);
  });

  it('does each of that on its own: heights, slants, wedges; waves, and one more bend', () => {
    const between: Between = (low, high) => low + (high - low) * random();
    const places = Array.from({ length: COUNT }, () => layout(6, WIDTH, HEIGHT, between)).flat();
    const length = ([[fromX, fromY], [x, y]]: readonly [Point, Point]) => Math.hypot(x - fromX, y - fromY);
    const of = (measure: (place: (typeof places)[number]) => number) => deviation(places.map(measure));
    expect(
      of(at => length([at([2, 0]), at([2, 6])])),
      'heights',
    ).to.be.above(2);
    const turn = (from: Point, to: Point) => Math.atan2(to[1] - from[1], to[0] - from[0]);
    expect(
      of(at => turn(at([2, 0]), at([2, 6])) - turn(at([0, 3]), at([4, 3]))),
      'slants',
    ).to.be.above(0.08);
    const widthAt = (at: (typeof places)[number], row: number) => length([at([0, row]), at([4, row])]);
    expect(
      of(at => widthAt(at, 0) / widthAt(at, 6)),
      'wedges',
    ).to.be.above(0.15);
    const moved = Array.from({ length: COUNT }, () => {
      const [x, y] = distortion(WIDTH, HEIGHT, between)([WIDTH * 0.35, HEIGHT * 0.6]);
      return Math.hypot(x - WIDTH * 0.35, y - HEIGHT * 0.6);
    }).sort((one, other) => one - other);
    expect(moved[Math.floor(COUNT * 0.2)], 'by the waves').to.be.above(1.5);
    expect(moved[Math.floor(COUNT * 0.9)], 'by the other bend').to.be.above(5.5);
  });

  it('has strokes that are full, strokes that are hollow, and parts that are white on black', () => {
    const points = letters().flatMap(across);
    const share = (test: (point: (typeof points)[number]) => boolean) =>
      points.filter(test).length / points.length;
    expect(
      share(({ on, beside }) => on === 3 && beside.includes(0)),
      'full',
    ).to.be.within(0.4, 0.8);
    expect(
      share(({ on, edge }) => on === 0 && edge.includes(3)),
      'hollow',
    ).to.be.within(0.1, 0.4);
    expect(
      share(({ on, beside }) => on === 0 && Math.min(...beside) === 3),
      'white',
    ).to.be.within(0.02, 0.2);
  });

  it('has strokes that belong to no letter', () => {
    const loose = drawn.slice(0, 60).map(row => {
      const near = row.flatMap(({ strokes }) => strokes.flat());
      const { levels } = row[0]?.picture ?? { levels: new Uint8Array() };
      const far = (x: number, y: number) => near.every(point => Math.hypot(point[0] - x, point[1] - y) > 7);
      let ink = 0;
      for (let y = 0; y < HEIGHT; y += 2)
        for (let x = 0; x < WIDTH; x += 2) if ((levels[y * WIDTH + x] ?? 0) > 1 && far(x, y)) ink += 1;
      return ink;
    });
    expect(Math.min(...loose)).to.be.above(5);
    expect(mean(loose)).to.be.above(60);
  });
});

/** Draws letters, and works out from the same random numbers where they were drawn. */
function draw(text: string): Drawn[] {
  const numbers: number[] = [];
  const recorded: Between = (low, high) => {
    const share = random();
    numbers.push(share);
    return low + (high - low) * share;
  };
  const picture = drawLetters(text, recorded);
  const again: Between = (low, high) => low + (high - low) * (numbers.shift() ?? 0);
  const warp = distortion(WIDTH, HEIGHT, again);
  return layout(text.length, WIDTH, HEIGHT, again).map((place, index) => {
    const letter = text.charAt(index);
    const at = (point: Point) => warp(place(point));
    const strokes = (glyphs[letter] ?? []).map(stroke =>
      stroke.slice(1).flatMap(([x, y], n) => {
        const [fromX, fromY] = stroke[n] ?? [x, y];
        return Array.from({ length: 6 }, (_, step) =>
          at([fromX + ((x - fromX) * step) / 6, fromY + ((y - fromY) * step) / 6]),
        );
      }),
    );
    return { letter, picture, strokes, at };
  });
}

const six = (n: number) =>
  Array.from({ length: 6 }, (_, place) => ALPHABET.charAt((n * 7 + place * 5) % ALPHABET.length)).join('');

const level = ({ width, levels }: Picture, x: number, y: number) =>
  levels[Math.round(y) * width + Math.round(x)] ?? 0;

/** Levels across a stroke at a point of it: on it, at its edge, and beside it, on both sides. */
function across({ picture, strokes }: Drawn): { on: number; edge: number[]; beside: number[] }[] {
  return strokes.flatMap(points =>
    points.slice(1).map(([x, y], n) => {
      const [dx, dy] = [x - (points[n]?.[0] ?? x), y - (points[n]?.[1] ?? y)];
      const length = Math.hypot(dx, dy) || 1;
      const aside = (distance: number) =>
        level(picture, x - (dy / length) * distance, y + (dx / length) * distance);
      return { on: aside(0), edge: [aside(-2), aside(2)], beside: [aside(-5.5), aside(5.5)] };
    }),
  );
}

/** The share of a letter's strokes that differs from what is beside it. */
function standsOut(each: Drawn): number {
  const points = across(each);
  const differs = points.filter(({ on, edge, beside }) =>
    beside.some((level, side) => Math.abs(on - level) >= 2 || Math.abs((edge[side] ?? 0) - level) >= 2),
  );
  return differs.length / points.length;
}

/** How far a letter leans from upright, in radians. */
function lean({ at }: Drawn): number {
  const [top, foot] = [at([2, 0]), at([2, 6])];
  return Math.atan2(top[0] - foot[0], foot[1] - top[1]);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map(value => (value - middle) ** 2)));
}
