import { expect } from 'chai';
import {
  flag,
  list,
  map,
  object,
  optional,
  type Setting,
  set,
  text,
  whole,
} from '../../functions/settings/declare.ts';
import type { Type } from '../../local/terraform/type.ts';
import { parseTypeConstraint } from '../../local/terraform/type-constraint.ts';
import { type Shape, shapeOf } from '../../modules/attributes.ts';
import { inputs } from '../../modules/inputs/index.ts';

const named = (...names: string[]): Shape => ({
  kind: 'object',
  attributes: Object.fromEntries(names.map(name => [name, undefined])),
});

describe('the attributes of a setting', () => {
  const a = object({ a: text() });
  const shapes: readonly [title: string, setting: Setting, shape: Shape | undefined][] = [
    ['a text', text(), undefined],
    ['a map of lists of numbers', map(list(whole(1, 2))), undefined],
    ['an object without any', object({}), named()],
    ['an object', object({ a: text(), b: optional(flag(), true) }), named('a', 'b')],
    ['a list', list(a), { kind: 'list', of: named('a') }],
    ['a set', set(a), { kind: 'list', of: named('a') }],
    ['a map', map(a), { kind: 'map', of: named('a') }],
    ['what may be left out', optional(a), named('a')],
    [
      'a map in an object, with a default',
      object({ a: optional(map(object({ b: optional(whole(0, 1), 1) })), {}) }),
      { kind: 'object', attributes: { a: { kind: 'map', of: named('b') } } },
    ],
    [
      'an object in an object',
      object({ a: optional(set(text()), ['x']), b: optional(object({ c: flag() })) }),
      { kind: 'object', attributes: { a: undefined, b: named('c') } },
    ],
  ];
  for (const [title, setting, shape] of shapes)
    it(`are found in ${title}`, () => {
      expect(shapeOf(setting)).to.deep.equal(shape);
    });

  for (const [name, { type, setting }] of Object.entries(inputs)) {
    it(`are those that the local services find in ${name}`, () => {
      expect(shapeOf(setting)).to.deep.equal(shapeIn(parseTypeConstraint(type)));
    });
  }
});

/** The same from the type, by the local services' parser. */
function shapeIn(type: Type): Shape | undefined {
  if (typeof type === 'string' || type.kind === 'tuple') return undefined;
  if (type.kind === 'object') {
    const attributes = Object.entries(type.attributes).map(([name, { type: inner }]) => [
      name,
      shapeIn(inner),
    ]);
    return { kind: 'object', attributes: Object.fromEntries(attributes) };
  }
  const of = shapeIn(type.element);
  return of && { kind: type.kind === 'map' ? 'map' : 'list', of };
}
