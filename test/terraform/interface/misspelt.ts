import { inputShapes, type Shape } from '../../../modules/attributes.ts';

/** An attribute that no type has, at one place of an input. */
export interface Misspelt {
  /** Where it stands, as `user_pool.schema["key"]`. */
  readonly at: string;
  readonly name: string;
  /** What was meant. */
  readonly meant: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Every attribute of every input once, without a letter, in otherwise empty values. */
export const misspelt: readonly Misspelt[] = Object.entries(inputShapes).flatMap(([input, shape]) =>
  strays(shape, input, value => ({ [input]: value })),
);

/** The first at each place: that of every list, map and object. */
export const misspeltOnce = misspelt.filter(
  ({ at }, index) => misspelt.findIndex(other => other.at === at) === index,
);

function strays(shape: Shape, at: string, within: (value: unknown) => Misspelt['inputs']): Misspelt[] {
  if (shape.kind !== 'object') {
    const isList = shape.kind === 'list';
    return strays(shape.of, isList ? `${at}[1]` : `${at}["key"]`, value =>
      within(isList ? [{}, value] : { key: value }),
    );
  }
  const known = Object.keys(shape.attributes);
  return Object.entries(shape.attributes).flatMap(([meant, inner]) => {
    const name = `${meant.slice(0, 2)}${meant.slice(3)}`;
    return [
      ...(known.includes(name) ? [] : [{ at, name, meant, inputs: within({ [name]: null }) }]),
      ...(inner ? strays(inner, `${at}.${meant}`, value => within({ [meant]: value })) : []),
    ];
  });
}
