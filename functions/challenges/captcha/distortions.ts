import type { Point, Warp } from './ink.ts';
import { type Between, oneOf } from './random.ts';

/** Makes one way to bend a whole picture. */
type Distortion = (width: number, height: number, between: Between) => Warp;

/** The line goes up and down, and to and fro. */
const waves: Distortion = (_width, _height, between) => {
  const wave = (reach: number) => {
    const [size, length, start] = [between(reach / 2, reach), between(40, 90), between(0, 6.3)];
    return (at: number) => size * Math.sin((at * 2 * Math.PI) / length + start);
  };
  const [across, down] = [wave(3), wave(4.5)];
  return ([x, y]) => [x + across(y), y + down(x)];
};

/** The picture is turned around a point, less with the distance from it. */
const swirl: Distortion = (width, height, between) => {
  const [x0, y0] = somewhere(width, height, between);
  const [turn, reach] = [between(0.2, 0.45) * oneOf(between, [-1, 1]), between(40, 70)];
  return ([x, y]) => {
    const [dx, dy] = [x - x0, y - y0];
    const angle = turn * Math.exp(-(dx * dx + dy * dy) / (reach * reach));
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    return [x0 + dx * cos - dy * sin, y0 + dx * sin + dy * cos];
  };
};

/** A lens swells the picture around a point, or draws it together. */
const lens: Distortion = (width, height, between) => {
  const [x0, y0] = somewhere(width, height, between);
  const [strength, reach] = [between(0.18, 0.35) * oneOf(between, [-1, 1]), between(45, 80)];
  return ([x, y]) => {
    const [dx, dy] = [x - x0, y - y0];
    const grown = 1 + strength * Math.exp(-(dx * dx + dy * dy) / (reach * reach));
    return [x0 + dx * grown, y0 + dy * grown];
  };
};

/** The line is an arch, and leans. */
const arch: Distortion = (width, height, between) => {
  const [bow, lean] = [between(5, 11) * oneOf(between, [-1, 1]), between(-0.25, 0.25)];
  return ([x, y]) => {
    const side = (2 * x) / width - 1;
    return [x + lean * (y - height / 2), y + bow * (side * side - 0.4)];
  };
};

/** Waves, and one of the others on top of them. */
export function distortion(width: number, height: number, between: Between): Warp {
  const first = waves(width, height, between);
  const second = oneOf(between, [swirl, lens, arch])(width, height, between);
  return point => second(first(point));
}

function somewhere(width: number, height: number, between: Between): Point {
  return [between(width * 0.2, width * 0.8), between(height * 0.3, height * 0.7)];
}
