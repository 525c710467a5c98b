/** Functions of sets. Lists are taken for sets of their one element type. */

import { convert } from '../convert.ts';
import { ExpressionError } from '../errors.ts';
import { unify } from '../unify.ts';
import { equal, set, typeOf, type Value } from '../value.ts';
import { elements, fn, variadic } from './signature.ts';

type Elements = readonly Value[];
const has = (items: Elements, wanted: Value): boolean => items.some(item => equal(item, wanted));

/** Converts all sets to the type that they share, and the result of `combine` to a set of it. */
function combined(
  sources: readonly Elements[],
  combine: (first: Elements, others: Elements[]) => Elements,
): Value {
  const element = unify(sources.flat().map(typeOf));
  if (element === undefined) throw new ExpressionError('the sets must have one element type');
  const [first = [], ...others] = sources.map(items => items.map(item => convert(item, element)));
  return set(combine(first, others), element);
}

export const setFunctions = {
  setunion: variadic([], elements, sets => combined(sets, (first, others) => [first, ...others].flat()), {
    least: 1,
  }),
  setintersection: variadic(
    [],
    elements,
    sets => combined(sets, (first, others) => first.filter(item => others.every(other => has(other, item)))),
    { least: 1 },
  ),
  setsubtract: fn([elements, elements], (left, right) =>
    combined([left, right], (first, others) => first.filter(item => !others.some(other => has(other, item)))),
  ),
};
