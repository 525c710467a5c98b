import { expect } from 'chai';
import { parseExpressionText } from '../../../local/terraform/expression/parse-expression.ts';
import { flat } from '../../../modules/native-syntax/expression-text.ts';
import { laidOut } from '../../../modules/native-syntax/layout.ts';
import { cases as evaluated } from '../../local/terraform/cases/index.ts';

/** So far to the right that nothing fits. */
const narrow = (text: string) =>
  laidOut(parseExpressionText(text), { indent: '', column: 100, within: 'free' });

/** The column where lines begin to be too long is 100. */
const from = (column: number, text: string) =>
  laidOut(parseExpressionText(text), { indent: '', column, within: 'free' });

/** Nor neighbouring texts that could be one. */
const isWithoutDirectives = (text: string) => !/(?<!%)%\{|~|\$\{"/.test(text);

const cases = [
  ...Object.values(evaluated).flatMap(all => all.map(([text]) => text).filter(isWithoutDirectives)),
  '(a.*.b)[0]',
  '(a[*].b)[0]',
  'a[*].b[0]',
  '(a ? b : c).d',
  'a - (b - c)',
  '(a || b) && !(c && d)',
  '-(a + b) * c',
  '(a ? b : c) ? (d ? e : f) : g ? h : i',
  '[for k, v in { a = 1 } : k => v if v != null]'.replace('k => v', 'v'),
  '{ for k, v in x : k => v... if !contains(y, k) }',
  '{ (a) = 1, "b c" = 2, "${d}e" = 3 }',
  '"a \\"quoted\\" ${b("c")} $${d} %%{e} \\\\ \\n \\u0008"',
  'merge(a, b...)',
];

describe('an expression in HCL', () => {
  it('is the same on one line and on many', () => {
    for (const text of cases) {
      const meant = parseExpressionText(text);

      expect(parseExpressionText(flat(meant)), text).to.deep.equal(meant);
      expect(parseExpressionText(narrow(text)), narrow(text)).to.deep.equal(meant);
    }
  });

  it('stays on its line where it fits', () => {
    expect(from(50, 'a && b ? c : d')).to.equal('a && b ? c : d');
  });

  it('has an operand a line, between parentheses', () => {
    expect(from(90, 'a && b && (c || d)')).to.equal('(\n  a &&\n  b &&\n  (c || d)\n)');
  });

  it('has its branches below its condition', () => {
    expect(from(90, 'length(a) > 0 ? tolist(a) : null')).to.equal(
      '(\n  length(a) > 0\n  ? tolist(a)\n  : null\n)',
    );
  });

  it('opens objects, aligned, and lists, within the call’s own parentheses', () => {
    expect(from(90, 'jsonencode({ a = 1, long = [1, 2], d = {} })')).to.equal(
      'jsonencode({\n  a    = 1\n  long = [1, 2]\n  d    = {}\n})',
    );
    expect(from(90, 'distinct(flatten([for x in y : x.name if x != null]))')).to.equal(
      'distinct(flatten([\n  for x in y : x.name\n  if x != null\n]))',
    );
    expect(from(90, 'join(":", ["first", "second"])')).to.equal('join(":", [\n  "first",\n  "second",\n])');
  });

  it('has no blank before a parenthesis that follows a word, as terraform fmt has none', () => {
    const text = '[for x in (a + b) * c : x if (x.a || x.b) && x.c]';

    expect(flat(parseExpressionText(text))).to.equal('[for x in(a + b) * c : x if(x.a || x.b) && x.c]');
    expect(from(90, text)).to.equal('[\n  for x in(a + b) * c : x\n  if(x.a || x.b) && x.c\n]');
  });

  it('tells && within || by parentheses', () => {
    expect(flat(parseExpressionText('a && b || c'))).to.equal('(a && b) || c');
  });

  it('refuses a directive, of which only an expression is left', () => {
    expect(() => flat(parseExpressionText('"%{ if a }${b}%{ endif }"'))).to.throw('directive');
  });

  it('refuses a template that would be read as an escape', () => {
    const parts = [
      { kind: 'literal', value: 'US$' },
      { kind: 'variable', name: 'price' },
    ] as const;

    expect(() => flat({ kind: 'template', parts })).to.throw('US$');
  });
});
