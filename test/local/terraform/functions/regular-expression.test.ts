import { expect } from 'chai';
import { ExpressionError, UnsupportedError } from '../../../../local/terraform/errors.ts';
import { expand, findAll, parsePattern } from '../../../../local/terraform/functions/regular-expression.ts';

const first = (source: string, text: string): string | undefined =>
  findAll(parsePattern(source), text)[0]?.[0];

// what Terraform makes of patterns is in the table of expressions: here is what only this translation does
describe('parsePattern', () => {
  it('refuses what RE2 does not have, though JavaScript does', () => {
    for (const source of [
      'a(?=b)',
      'a(?!b)',
      '(?<=a)b',
      '(?<!a)b',
      '(a)\\1',
      '(?<n>a)\\k<n>',
      '\\cA',
      '(?P=n)',
    ]) {
      expect(() => parsePattern(source), source).to.throw(ExpressionError);
    }
  });

  it('says what RE2 has and this does not', () => {
    for (const source of ['(?i:a)b', 'a(?i)b', '(?U)a+', '[[:^alpha:]]']) {
      expect(() => parsePattern(source), source).to.throw(UnsupportedError);
    }
  });

  it('means the text’s ends by ^ and $, and lines only with (?m)', () => {
    expect(first('^b$', 'a\nb')).to.equal(undefined);
    expect(first('(?m)^b$', 'a\nb\nc')).to.equal('b');
    expect(first('(?m)^b$', 'a\u2028b')).to.equal(undefined);
    expect(first('b$', 'b\n')).to.equal(undefined);
    expect(first('(?m)\\Ab', 'a\nb')).to.equal(undefined);
  });

  it('knows ASCII by \\s, \\d, \\w and \\b', () => {
    expect(first('\\s|\\d|\\w', '\u00a0\v٣é')).to.equal(undefined);
    expect(first('\\S+', '\u00a0\v')).to.equal('\u00a0\v');
    expect(first('[^\\S]', '\u00a0')).to.equal(undefined);
  });

  it('takes brackets, braces and dashes as Go does', () => {
    expect(first('[]a]+', 'x]a]')).to.equal(']a]');
    expect(first('[^]a]', ']ab')).to.equal('b');
    expect(first('[[]', '[')).to.equal('[');
    expect(first('[\\w-.]+', 'a-.b')).to.equal('a-.b');
    expect(first('x{,2}', 'x{,2}')).to.equal('x{,2}');
    expect(first('\\Q[a].\\E+', '[a]..')).to.equal('[a]..');
    expect(() => parsePattern('[a')).to.throw(ExpressionError);
    expect(() => parsePattern('(a')).to.throw(ExpressionError);
  });
});

describe('findAll', () => {
  it('finds no empty match right behind another match', () => {
    const texts = findAll(parsePattern('a*'), 'baac').map(match => [match.index, match[0]]);
    expect(texts).to.deep.equal([
      [0, ''],
      [1, 'aa'],
      [4, ''],
    ]);
  });
});

describe('expand', () => {
  it('fills in groups by number and name; the name is as long as it can be', () => {
    const [match] = findAll(parsePattern('(?P<n>a)(?P<m>b)?'), 'a');
    expect(match && expand('$1-${n}-$n-$nx-$2-$$1-${m}-$', match)).to.equal('a-a-a--' + '-$1--$');
  });
});
