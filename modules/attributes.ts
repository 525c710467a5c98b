import type { Setting } from '../functions/settings/declare.ts';
import { inputs } from './inputs/index.ts';
import type { Parts } from './inputs/parts.ts';

/** The parts of a type that lead to attributes: only those have names that somebody could misspell. */
export type Shape =
  | { readonly kind: 'object'; readonly attributes: Readonly<Record<string, Shape | undefined>> }
  | { readonly kind: 'list' | 'map'; readonly of: Shape };

/** @returns undefined for what has no attributes */
export function shapeOf(setting: Setting): Shape | undefined {
  const { attributes, of, keys, ...rest } = setting as Parts;
  if (attributes) {
    const shapes = Object.entries(attributes).map(([name, inner]) => [name, shapeOf(inner)]);
    return { kind: 'object', attributes: Object.fromEntries(shapes) };
  }
  const inner = of && shapeOf(of);
  return !inner || 'fallback' in rest ? inner : { kind: keys ? 'map' : 'list', of: inner };
}

/** The attributes of every input that has any. */
export const inputShapes: Readonly<Record<string, Shape>> = Object.fromEntries(
  Object.entries(inputs).flatMap(([name, { setting }]) => {
    const shape = shapeOf(setting);
    return shape ? [[name, shape]] : [];
  }),
);
