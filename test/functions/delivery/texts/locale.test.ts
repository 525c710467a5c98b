import { expect } from 'chai';
import fc from 'fast-check';
import { candidates, languageTag, toLocale } from '../../../../functions/delivery/texts/locale.ts';
import { SettingsError } from '../../../../functions/settings/settings-error.ts';

describe('toLocale', () => {
  const tags: readonly [tag: string | undefined, locale: string | undefined][] = [
    ['de', 'de'],
    ['DE', 'de'],
    ['de_AT', 'de-AT'],
    ['pt-br', 'pt-BR'],
    ['zh-hant-tw', 'zh-Hant-TW'],
    ['iw', 'he'],
    [undefined, undefined],
    ['', undefined],
    ['German', 'german'],
    ['../../etc/passwd', undefined],
    ['de\r\nBcc: x', undefined],
    ['d', undefined],
    ['de-', undefined],
    ['__proto__', undefined],
    ['C', undefined],
    ['en_US.UTF-8', undefined],
  ];
  for (const [tag, locale] of tags) {
    it(`gives ${locale} for ${JSON.stringify(tag)}`, () => {
      expect(toLocale(tag)).to.equal(locale);
    });
  }
});

describe('candidates', () => {
  it('goes from the exact locale to the language, the default and English', () => {
    expect(candidates('de_AT', 'fr-CA')).to.deep.equal(['de-AT', 'de', 'fr-CA', 'fr', 'en']);
    expect(candidates('zh-Hant-TW', 'en')).to.deep.equal(['zh-Hant-TW', 'zh-Hant', 'zh', 'en']);
  });

  it('goes to the default for what is no locale, and names none twice', () => {
    expect(candidates(undefined, 'de-CH')).to.deep.equal(['de-CH', 'de', 'en']);
    expect(candidates('<script>', 'en')).to.deep.equal(['en']);
    expect(candidates('en-GB', 'en')).to.deep.equal(['en-GB', 'en']);
  });

  it('ends with English, for whatever a client sends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 35 }), tag => {
        expect(candidates(tag, 'ja').slice(-2)).to.include('en');
      }),
    );
  });
});

describe('languageTag', () => {
  it('refuses what is no locale, by name', () => {
    expect(() => languageTag.read('deutsch!', 'delivery.default_locale')).to.throw(
      SettingsError,
      'delivery.default_locale takes a language tag',
    );
  });

  it('takes nothing that has no usual spelling', () => {
    fc.assert(
      fc.property(fc.stringMatching(languageTag.patterns[0] ?? /^$/), tag => {
        expect(toLocale(languageTag.read(tag, 'here'))).to.be.a('string');
      }),
    );
  });
});
