import { expect } from 'chai';
import type { Type } from '../../local/terraform/type.ts';
import { parseTypeConstraint } from '../../local/terraform/type-constraint.ts';
import { attributesOf, type Shape } from '../../modules/attributes.ts';
import { inputs } from '../../modules/inputs/index.ts';

const object = (...names: string[]): Shape => ({
  kind: 'object',
  attributes: Object.fromEntries(names.map(name => [name, undefined])),
});

describe('the attributes of a type', () => {
  const shapes: Readonly<Record<string, Shape | undefined>> = {
    string: undefined,
    any: undefined,
    'map(list(set(number)))': undefined,
    'object({})': object(),
    'object({ a = string, b-1 = optional(bool) })': object('a', 'b-1'),
    'object({\n  a = string\n  b = number\n})': object('a', 'b'),
    'object({ a = string, })': object('a'),
    'list(object({ a = string }))': { kind: 'list', of: object('a') },
    'set(object({ a = string }))': { kind: 'list', of: object('a') },
    'map(object({ a = string }))': { kind: 'map', of: object('a') },
    'object({ a = optional(map(object({ b = optional(number, -1.5) })), {}) })': {
      kind: 'object',
      attributes: { a: { kind: 'map', of: object('b') } },
    },
    'object({ a = optional(set(string), ["x, y = (", "\\""]), b = optional(object({ c = any }), { c = [{}] }) })':
      {
        kind: 'object',
        attributes: { a: undefined, b: object('c') },
      },
  };
  for (const [type, shape] of Object.entries(shapes)) {
    it(`are found in ${type.replace(/\s+/g, ' ')}`, () => {
      expect(attributesOf(type)).to.deep.equal(shape);
    });
  }

  for (const type of [
    '',
    'text',
    'list',
    'list()',
    'list(string',
    'list(string))',
    'string string',
    'tuple([string])',
    'optional(string)',
    'object(string)',
    'object({ a })',
    'object({ "a" = string })',
    'object({ a = optional(string, "x" })',
    'object({ a = string; b = string })',
  ]) {
    it(`are not looked for in ${type || 'nothing'}`, () => {
      expect(() => attributesOf(type)).to.throw('Not a type constraint');
    });
  }

  for (const [name, { type }] of Object.entries(inputs)) {
    it(`are those that the local services find in ${name}`, () => {
      expect(attributesOf(type)).to.deep.equal(shapeOf(parseTypeConstraint(type)));
    });
  }
});

/** The same from the other parser, which reads all of a type. */
function shapeOf(type: Type): Shape | undefined {
  if (typeof type === 'string' || type.kind === 'tuple') return undefined;
  if (type.kind === 'object') {
    const attributes = Object.entries(type.attributes).map(([name, { type: inner }]) => [
      name,
      shapeOf(inner),
    ]);
    return { kind: 'object', attributes: Object.fromEntries(attributes) };
  }
  const of = shapeOf(type.element);
  return of && { kind: type.kind === 'map' ? 'map' : 'list', of };
}
