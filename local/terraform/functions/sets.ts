/** Functions of sets. Lists are taken for sets of their one element type. */

import { convert } from '../convert.ts';
import { ExpressionError } from '../errors.ts';
import { unify } from '../unify.ts';
import { elementsOf, equal, isSet, list, set, typeOf, type Value } from '../value.ts';
import { anything, elements, fn, variadic } from './signature.ts';

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

/** Every combination of one element of each, as tuples; a set when all the arguments are sets. */
function product(sources: readonly Exclude<Value, null>[]): Value {
  const lists = sources
    .map(elements)
    .map(items => elementsOf(convert(items, { kind: 'list', element: 'any' })) ?? []);
  const combinations = lists.reduce<Value[][]>(
    (tuples, items) => tuples.flatMap(tuple => items.map(item => [...tuple, item])),
    [[]],
  );
  const element = unify(combinations.map(typeOf)) ?? 'any';
  return sources.every(isSet) ? set(combinations, element) : list(combinations, element);
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
  setproduct: variadic([], anything, product, { least: 2 }),
};
