import { expect } from 'chai';
import { convert } from '../../../local/terraform/convert.ts';
import { ExpressionError } from '../../../local/terraform/errors.ts';
import { describeType } from '../../../local/terraform/type.ts';
import { parseTypeConstraint, withDefaults } from '../../../local/terraform/type-constraint.ts';
import { typeOf, type Value } from '../../../local/terraform/value.ts';
import { conversions, invalidTypes, refusals } from './cases/types.ts';
import { isType, plain } from './plain.ts';

function asVariable(constraint: string, given: unknown): Value {
  const type = parseTypeConstraint(constraint);
  return convert(withDefaults(given as Value, type), type);
}

describe('parseTypeConstraint and convert', () => {
  for (const [constraint, given, value] of conversions) {
    it(`${constraint} makes ${JSON.stringify(value)} of ${JSON.stringify(given)}`, () => {
      expect(plain(asVariable(constraint, given))).to.deep.equal(value);
    });
  }

  for (const [constraint, given, message] of refusals) {
    it(`${constraint} refuses ${JSON.stringify(given)}: ${message}`, () => {
      expect(() => asVariable(constraint, given)).to.throw(ExpressionError, message);
    });
  }

  for (const constraint of invalidTypes) {
    it(`${constraint || 'nothing'} is no type`, () => {
      expect(() => parseTypeConstraint(constraint)).to.throw(ExpressionError);
    });
  }

  it('gives lists, sets and maps their element type, also when they are empty', () => {
    for (const constraint of ['list(string)', 'set(number)', 'map(bool)', 'list(map(string))']) {
      const empty = constraint.startsWith('map') ? {} : [];
      const type = typeOf(asVariable(constraint, empty));
      expect(isType(parseTypeConstraint(constraint), type), describeType(type)).to.equal(true);
    }
  });

  it('takes no attribute from the prototype', () => {
    expect(() => asVariable('object({ constructor = any })', {})).to.throw(
      ExpressionError,
      '"constructor" is required',
    );
    expect(plain(asVariable('object({ toString = optional(string, "d") })', {}))).to.deep.equal({
      toString: 'd',
    });
  });
});
