import { inputShapes, type Shape } from './attributes.ts';

/** An object's attributes by name; under `*`, what a list or a map is of. Null for what has no attributes. */
export type Names = { readonly [name: string]: Names | null };

/** The attributes of every input that has any, for programs that check a caller's keys. */
export function attributeNames(): Names {
  const names = Object.entries(inputShapes).map(([input, shape]) => [input, namesOf(shape)]);
  return Object.fromEntries(names);
}

function namesOf(shape: Shape): Names {
  if (shape.kind !== 'object') return { '*': namesOf(shape.of) };
  const attributes = Object.entries(shape.attributes);
  return Object.fromEntries(attributes.map(([name, inner]) => [name, inner ? namesOf(inner) : null]));
}
