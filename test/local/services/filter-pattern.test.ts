import { expect } from 'chai';
import { parseFilterPattern } from '../../../local/services/filter-pattern.ts';

describe('a filter pattern', () => {
  const lines: readonly [pattern: string, line: unknown, passes: boolean][] = [
    ['{ ($.SignInsPassed > 0) || ($.SignInsEnded > 0) }', { SignInsEnded: 1 }, true],
    ['{ ($.SignInsPassed > 0) || ($.SignInsEnded > 0) }', { SignInsStarted: 1 }, false],
    ['{ $.a > 0 }', { a: 0 }, false],
    ['{ $.a > 0 }', { a: '1' }, false],
    ['{ $.a > 0 }', { a: [1] }, false],
    ['{ $.a > 0 }', { b: { a: 1 } }, false],
    ['{$.b.a>=1}', { b: { a: 1 } }, true],
    ['{ $.a != -1.5 }', { a: -1.5 }, false],
    ['{ $.a <= +2 }', { a: 2 }, true],
    ['{ $.a < 2 }', { a: 2 }, false],
    ['{ $.a = 1 || $.b = 1 && $.c = 1 }', { a: 1 }, true],
    ['{ ($.a = 1 || $.b = 1) && $.c = 1 }', { a: 1 }, false],
  ];
  for (const [pattern, line, passes] of lines)
    it(`${pattern} ${passes ? 'lets' : 'does not let'} ${JSON.stringify(line)} through`, () => {
      expect(parseFilterPattern(pattern)(`${JSON.stringify(line)}\n`)).to.equal(passes);
    });

  it('lets no line through that is not JSON', () => {
    expect(parseFilterPattern('{ $.a > 0 }')('START RequestId: 1')).to.equal(false);
  });

  const others = ['', 'ERROR', '[a, b]', '{ }', '{ $.a }', '{ $.a = "x" }', '{ $.a = * }', '{ $.a[0] = 1 }'];
  others.push(
    '{ $.a NOT EXISTS }',
    '{ $.* > 1 }',
    '{ ($.a > 1 }',
    '{ $.a > 1 ) }',
    '{ 1 > $.a }',
    '{ $.a > 1e3 }',
  );
  for (const pattern of others)
    it(`is refused where it is ${pattern || 'empty'}`, () => {
      expect(() => parseFilterPattern(pattern)).to.throw(/is not read here/);
    });
});
