/** The one type that values of several types can all be converted to: for lists, maps and conditionals. */

import { sameType, type Type } from './type.ts';

type Kind<K> = Exclude<Type, string> & { kind: K };
const isKind = <K extends 'list' | 'set' | 'map' | 'tuple' | 'object'>(
  type: Type,
  kind: K,
): type is Kind<K> => typeof type !== 'string' && type.kind === kind;

/** Undefined when there is no such type: a number and a bool have none, a number and a string are strings. */
export function unify(types: readonly Type[]): Type | undefined {
  const known = types.filter(type => type !== 'any');
  const [first] = known;
  if (first === undefined) return 'any';
  if (known.every(type => sameType(type, first))) return first;
  if (known.every(type => typeof type === 'string')) return known.includes('string') ? 'string' : undefined;
  return unifySequences(known) ?? unifyObjects(known);
}

function unifySequences(types: readonly Type[]): Type | undefined {
  const tuples = types.filter(type => isKind(type, 'tuple'));
  const lists = types.filter(type => isKind(type, 'list'));
  const sets = types.filter(type => isKind(type, 'set'));
  if (tuples.length + lists.length + sets.length < types.length) return undefined;

  const length = tuples[0]?.elements.length;
  if (tuples.length === types.length && tuples.every(type => type.elements.length === length)) {
    const elements = (tuples[0]?.elements ?? []).map((_, index) =>
      unify(tuples.map(type => type.elements[index] ?? 'any')),
    );
    return elements.every(type => type !== undefined) ? { kind: 'tuple', elements } : undefined;
  }
  const element = unify([
    ...tuples.flatMap(type => type.elements),
    ...[...lists, ...sets].map(type => type.element),
  ]);
  const kind = sets.length > 0 && lists.length === 0 ? 'set' : 'list';
  return element === undefined ? undefined : { kind, element };
}

function unifyObjects(types: readonly Type[]): Type | undefined {
  const objects = types.filter(type => isKind(type, 'object'));
  const maps = types.filter(type => isKind(type, 'map'));
  if (objects.length + maps.length < types.length) return undefined;

  const shape = (type: Kind<'object'>): string => JSON.stringify(Object.keys(type.attributes).sort());
  const [first] = objects;
  if (first !== undefined && maps.length === 0 && objects.every(type => shape(type) === shape(first))) {
    const attributes = Object.keys(first.attributes).map(
      name => [name, unify(objects.map(type => type.attributes[name]?.type ?? 'any'))] as const,
    );
    if (attributes.some(([, type]) => type === undefined)) return undefined;
    return {
      kind: 'object',
      attributes: Object.fromEntries(attributes.map(([name, type]) => [name, { type: type ?? 'any' }])),
    };
  }
  const element = unify([
    ...objects.flatMap(type => Object.values(type.attributes).map(attribute => attribute.type)),
    ...maps.map(type => type.element),
  ]);
  return element === undefined ? undefined : { kind: 'map', element };
}
