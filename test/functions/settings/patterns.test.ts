import { expect } from 'chai';
import type { Setting } from '../../../functions/settings/declare.ts';
import { declarations, patternsOf } from '../../support/declared.ts';

/** What RE2 and JavaScript (with the flag `u`) read alike; `\p{Zs}` and the like are of no version of Unicode. */
const TOKEN =
  /\\[-.+*?()[\]{}|/\\$^]|\\p\{(?:Cc|Z|Zl|Zp)\}|\[\^?(?:\\[-\]\\/.+]|\\p\{(?:Cc|Z|Zl|Zp)\}|[^\\[\]])+\]|\((?!\?)|[)|^$*+?]|\{\d{1,3}(?:,\d{0,3})?\}|[A-Za-z0-9:/@_<>,;" +-]/uy;

const isCommon = (source: string) => {
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) if (!TOKEN.test(source)) return false;
  return true;
};

describe('the patterns of settings', () => {
  for (const [name, setting] of Object.entries<Setting>(declarations))
    for (const pattern of patternsOf(setting))
      it(`mean the same to Terraform: ${name} ${pattern.source.slice(0, 60)}`, () => {
        expect(pattern.flags).to.equal('u');
        expect(isCommon(pattern.source), pattern.source).to.equal(true);
      });

  it('are none of those that each reads in a way of its own', () => {
    for (const odd of [
      '\\s',
      '\\w',
      '\\d',
      '.',
      'a.b',
      '\\b',
      '(?=a)',
      '(?:a)',
      '\\p{L}',
      '[\\s]',
      '[^\\S]',
      'a{1001}',
      '\\1',
    ])
      expect(isCommon(odd), odd).to.equal(false);
  });
});
