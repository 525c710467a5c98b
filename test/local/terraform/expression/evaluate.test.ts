import { expect } from 'chai';
import * as fc from 'fast-check';
import type { Json } from '../../../../local/aws-service.ts';
import { ExpressionError, UnsupportedError } from '../../../../local/terraform/errors.ts';
import { evaluate } from '../../../../local/terraform/expression/evaluate.ts';
import { valueExpression } from '../../../../local/terraform/expression/from-json.ts';
import { parseTemplateText } from '../../../../local/terraform/expression/parse-template.ts';
import { referencesOf } from '../../../../local/terraform/expression/references.ts';
import { terraformFunctions } from '../../../../local/terraform/functions.ts';
import { describeType } from '../../../../local/terraform/type.ts';
import { parseTypeConstraint } from '../../../../local/terraform/type-constraint.ts';
import { typeOf, type Value } from '../../../../local/terraform/value.ts';
import { failures } from '../cases/failures.ts';
import { cases } from '../cases/index.ts';
import { isType, plain } from '../plain.ts';

const functions = terraformFunctions(import.meta.dirname);
const builtIn = { path: { module: '.', root: '.' }, terraform: { workspace: 'default' } };

function result(template: string, variables: Record<string, Value> = {}): Value {
  const expression = parseTemplateText(template);
  referencesOf(expression);
  return evaluate(expression, { functions, variables: { ...builtIn, ...variables } });
}

describe('evaluate', () => {
  for (const [group, table] of Object.entries(cases)) {
    describe(group, () => {
      for (const [expression, value, type] of table) {
        it(`${expression} is ${JSON.stringify(value)}`, () => {
          const actual = result(`\${${expression}}`);
          expect(plain(actual)).to.deep.equal(value);
          const [actualType, expectedType] = [typeOf(actual), parseTypeConstraint(type)];
          expect(isType(actualType, expectedType), `${describeType(actualType)} for ${type}`).to.equal(true);
        });
      }
    });
  }

  describe('refuses', () => {
    for (const expression of failures) {
      it(expression, () => {
        expect(() => result(`\${${expression}}`)).to.throw(ExpressionError);
      });
    }
  });

  describe('says what is wrong', () => {
    const messages: readonly [expression: string, message: string][] = [
      ['local.x.b', 'This object does not have an attribute named "b" (in local.x.b)'],
      [
        'local.list[3]',
        'The given key does not identify an element in this collection value (in local.list[3])',
      ],
      ['upper(["a"])', 'Call to function "upper" failed: Invalid value for argument 1: string required'],
      ['"a" + 1', 'Unsuitable value for left operand: a number is required'],
      ['1 +', 'Invalid expression: the start of an expression expected at character 6 of "${1 +}"'],
      ['tonumber("x")', 'cannot convert "x" to number: a number is required'],
      ['each.key', '"each" is not available here'],
      ['{ for v in ["a", "a"] : v => v }', 'Two different items produced the key "a"'],
    ];
    for (const [expression, message] of messages) {
      it(`${expression}: ${message}`, () => {
        const variables = { local: { x: { a: 1 }, list: [1, 2] } };
        expect(() => result(`\${${expression}}`, variables)).to.throw(ExpressionError, message);
      });
    }
  });

  it('keeps the type of a string that is one template, and makes text of any other', () => {
    expect(result('${[1, 2]}')).to.deep.equal([1, 2]);
    expect(result('${1}')).to.equal(1);
    expect(result('${1}${2}')).to.equal('12');
    expect(result(' ${1}')).to.equal(' 1');
    expect(result('')).to.equal('');
    expect(result('no "template" \\n at all')).to.equal('no "template" \\n at all');
  });

  it('takes line ends for separators only in an object', () => {
    const text = '${{\n  a = 1 # one\n  b = [\n    2,\n    3\n  ]\n\n  c = (1 +\n 1)\n}}';
    expect(result(text)).to.deep.equal({ a: 1, b: [2, 3], c: 2 });
    expect(result('${max(\n1,\n2 // two\n)}')).to.equal(2);
    expect(() => result('${{ a = 1 b = 2 }}')).to.throw(ExpressionError, 'a new line');
  });

  it('strips blanks up to the line end in text, and all of them in a quoted string', () => {
    expect(result('a ${1 ~}\n   b\n  c ${~ 2}')).to.equal('a 1   b\n  c2');
    expect(result('${"${1~}\\n\\n x"}')).to.equal('1x');
    expect(result('%{ for x in [1, 2] ~}\n  ${x}\n%{ endfor ~}\nend')).to.equal('  1\n  2\nend');
  });

  it('lets the branch that is not chosen fail', () => {
    const variables = { var: { x: null } };
    expect(result('${var.x == null ? "none" : var.x.name}', variables)).to.equal('none');
    expect(result('${true ? 1 : tonumber("x")}')).to.equal(1);
  });

  it('names an unknown function, and lets neither try nor the other branch hide it', () => {
    expect(() => result('${yamldecode("a")}')).to.throw(UnsupportedError, 'yamldecode');
    expect(() => result('${try(yamldecode("a"), 1)}')).to.throw(UnsupportedError, 'yamldecode');
    expect(() => result('${false ? yamldecode("a") : 1}')).to.throw(UnsupportedError, 'yamldecode');
    expect(() => result('${provider::aws::arn_parse("a")}')).to.throw(
      UnsupportedError,
      'provider::aws::arn_parse',
    );
  });

  it('refuses what it could only round', () => {
    for (const expression of [
      '9007199254740993',
      '12345678901234567890',
      '1e400',
      '9007199254740992 + 1',
      'tonumber("1e309")',
    ]) {
      expect(() => result(`\${${expression}}`), expression).to.throw(ExpressionError);
    }
  });

  it('finds no attribute that an object only inherits', () => {
    for (const name of ['constructor', '__proto__', 'toString']) {
      expect(() => result(`\${{}.${name}}`), name).to.throw(ExpressionError, 'does not have an attribute');
      expect(result(`\${{ ${name} = 1 }.${name}}`)).to.equal(1);
    }
  });

  it('gives every JSON value back, from JSON and from an expression', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: telling }), json => {
        const value: Json = JSON.parse(JSON.stringify(json));
        const expected = JSON.stringify(plain(value));
        const scope = { functions: {}, variables: {} };
        expect(JSON.stringify(plain(evaluate(valueExpression(asTemplates(value)), scope)))).to.equal(
          expected,
        );
        expect(JSON.stringify(plain(result(`\${${asExpression(value)}}`)))).to.equal(expected);
      }),
    );
  });
});

/** Characters that mean something in a template, or are written in several ways. */
const telling = fc.constantFrom(...'a${}%~"\\/<&\n\b\f\u0001\u2028é😀');

/** Text in which nothing is a template. */
const literal = (text: string): string => text.replace(/([$%])\{/g, '$1$1{');

function asTemplates(value: Json): Json {
  if (typeof value === 'string') return literal(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(asTemplates);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [literal(key), asTemplates(item)]));
}

function asExpression(value: Json): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${value.map(asExpression).join(', ')}]`;
  return `{ ${Object.entries(value)
    .map(([key, item]) => `${quoted(key)} = ${asExpression(item)}`)
    .join(', ')} }`;
}

/** HCL has no `\b` and `\f`. */
const quoted = (text: string): string =>
  JSON.stringify(literal(text)).replaceAll(
    /\\(?:\\|b|f)/g,
    found => ({ '\\b': '\\u0008', '\\f': '\\u000c' })[found] ?? found,
  );
