import { expect } from 'chai';
import fc from 'fast-check';
import { AwsError, type JsonObject } from '../../../local/aws-service.ts';
import {
  choice,
  flag,
  list,
  optional,
  readInput,
  required,
  text,
  textMap,
  wholeNumber,
} from '../../../local/cognito/input.ts';

const shape = {
  Name: required(text({ min: 1, max: 5, pattern: '[a-z]+' })),
  Secret: optional(text({ min: 4, sensitive: true })),
  Map: optional(textMap),
  List: optional(list(text())),
  Flag: optional(flag),
  Limit: optional(wholeNumber(0, 60)),
  Choice: optional(choice(['A', 'B'])),
};
const read = (input: JsonObject) => () => readInput(input, shape);

describe('readInput', () => {
  it('gives the fields it knows, and leaves out the others', () => {
    const input = {
      Name: 'abc',
      Map: { a: 'b' },
      List: ['x'],
      Flag: false,
      Limit: 3,
      Choice: 'B',
      UserContextData: {},
    };

    expect(read(input)()).to.deep.equal({
      Name: 'abc',
      Map: Object.assign(Object.create(null), { a: 'b' }),
      List: ['x'],
      Flag: false,
      Limit: 3,
      Choice: 'B',
    });
  });

  it('takes null for a field that is not there', () => {
    expect(read({ Name: 'abc', Secret: null, Map: null })()).to.deep.equal({ Name: 'abc' });
  });

  for (const [name, input, message] of [
    [
      'a missing field',
      {},
      "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null",
    ],
    [
      'too short a text',
      { Name: '' },
      "2 validation errors detected: Value '' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 1; Value '' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-z]+",
    ],
    [
      'too long a text',
      { Name: 'abcdef' },
      "1 validation error detected: Value 'abcdef' at 'name' failed to satisfy constraint: Member must have length less than or equal to 5",
    ],
    [
      'a text of another form',
      { Name: 'a\nb' },
      "1 validation error detected: Value 'a\nb' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-z]+",
    ],
    [
      'a sensitive text, which the message does not repeat',
      { Name: 'abc', Secret: 'pwd' },
      "1 validation error detected: Value at 'secret' failed to satisfy constraint: Member must have length greater than or equal to 4",
    ],
    [
      'a value that is not offered',
      { Name: 'abc', Choice: 'C' },
      "1 validation error detected: Value 'C' at 'choice' failed to satisfy constraint: Member must satisfy enum value set: [A, B]",
    ],
    [
      'a number out of range',
      { Name: 'abc', Limit: 61 },
      "1 validation error detected: Value '61' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 60",
    ],
    [
      'a map value longer than 131072',
      { Name: 'abc', Map: { a: 'x'.repeat(131_073) } },
      "1 validation error detected: Value at 'map' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 131072, Member must have length greater than or equal to 0]",
    ],
  ] as const) {
    it(`refuses ${name}`, () => {
      expect(read(input)).to.throw(AwsError, message).with.property('code', 'InvalidParameterException');
    });
  }

  it('accepts a map value of 131072 characters', () => {
    expect(read({ Name: 'abc', Map: { a: 'x'.repeat(131_072) } })).not.to.throw();
  });

  for (const [name, input, message] of [
    ['a number for a text', { Name: 5 }, 'NUMBER_VALUE can not be converted to a String'],
    ['a boolean for a text', { Name: true }, 'TRUE_VALUE can not be converted to a String'],
    ['an object for a text', { Name: {} }, 'Start of structure or map found where not expected.'],
    ['an array for a text', { Name: [] }, 'Start of list found where not expected'],
    [
      'a number in a map',
      { Name: 'abc', Map: { ANSWER: 5 } },
      'NUMBER_VALUE can not be converted to a String',
    ],
    ['a text for a list', { Name: 'abc', List: 'x' }, 'Expected list or null'],
    ['a text for a flag', { Name: 'abc', Flag: 'true' }, 'STRING_VALUE can not be converted to a Boolean'],
    ['a text for a number', { Name: 'abc', Limit: '3' }, 'STRING_VALUE can not be converted to an Integer'],
  ] as const) {
    it(`refuses ${name}`, () => {
      expect(read(input as unknown as JsonObject))
        .to.throw(AwsError, message)
        .with.property('code', 'SerializationException');
    });
  }

  it('has no properties in a map but those that the client sent', () => {
    const { Map: sent } = readInput({ Name: 'abc', Map: JSON.parse('{"__proto__": "x"}') }, shape);

    expect(sent?.constructor).to.equal(undefined);
    expect(Object.keys(sent ?? {})).to.deep.equal(['__proto__']);
  });

  it('answers any JSON with values or an AwsError', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(shape)), fc.jsonValue()), input => {
        try {
          readInput(input as JsonObject, shape);
        } catch (error) {
          expect(error).to.be.instanceOf(AwsError);
        }
      }),
    );
  });
});
