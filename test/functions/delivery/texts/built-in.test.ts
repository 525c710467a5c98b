import { expect } from 'chai';
import { blanks, checkBlanks } from '../../../../functions/delivery/texts/blanks.ts';
import { builtIn, builtInLocales } from '../../../../functions/delivery/texts/built-in.ts';
import { de } from '../../../../functions/delivery/texts/languages/de.ts';
import { en } from '../../../../functions/delivery/texts/languages/en.ts';
import { es } from '../../../../functions/delivery/texts/languages/es.ts';
import { fr } from '../../../../functions/delivery/texts/languages/fr.ts';
import { ja } from '../../../../functions/delivery/texts/languages/ja.ts';
import { pt } from '../../../../functions/delivery/texts/languages/pt.ts';
import { plainName } from '../../../../functions/delivery/texts/plain-name.ts';
import { render } from '../../../../functions/delivery/texts/render.ts';
import { messageNames } from '../../../../functions/delivery/texts/template.ts';
import { SAMPLE, samples } from '../../../support/texts-sheet.ts';

const languages = { de, en, es, fr, ja, pt };

/** The characters of a GSM text message, one septet each, without the extension table (GSM 03.38). */
const GSM = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà]*$/;

/** The longest that the parts of a text message are expected to be. */
const LONG = { code: '4829154829', minutes: '15', app: 'Acme Warehouse & Café' };
const WEB_OTP_LINE = '\n@sign-in.warehouse.acme.example #4829154829';

describe('built-in messages', () => {
  it('are there in six languages, all of them in each', () => {
    expect(builtInLocales).to.have.members(Object.keys(languages));
    expect(samples()).to.have.length(builtInLocales.length * messageNames.length);
    expect(builtIn('xx')).to.deep.equal({});
    expect(builtIn('constructor')).to.deep.equal({});
  });

  it('have the same blanks in every language, part by part', () => {
    const blanksOf = (words: unknown): unknown =>
      typeof words === 'string'
        ? [...new Set(words.match(/\{\w+\}/g))].sort()
        : Object.fromEntries(Object.entries(Object(words)).map(([part, value]) => [part, blanksOf(value)]));
    for (const [locale, words] of Object.entries(languages)) {
      expect(blanksOf(words), locale).to.deep.equal(blanksOf(en));
    }
  });

  it('say another thing in every language', () => {
    const said = (words: unknown): string[] =>
      typeof words === 'string' ? [words] : Object.values(Object(words)).flatMap(said);
    const all = Object.values(languages).flatMap(said);
    // A word of one language may be one of another too, as the Spanish and Portuguese for "sign in".
    expect(new Set(all.filter(words => words.length > 20)).size).to.equal(
      all.filter(words => words.length > 20).length,
    );
  });

  for (const { locale, name, template } of samples()) {
    describe(`${name} in ${locale}`, () => {
      const nasty = { ...SAMPLE, app: '<i>Acme</i> & "Co"', name: plainName('<b>Bob</b>\r\nBcc:x') };
      const rendered = render(template, nasty, locale);

      it('has blanks that can be filled, and what it is sent for', () => {
        for (const part of [template.subject, template.text, template.html]) {
          expect(() => checkBlanks(part ?? '', name, 'at')).not.to.throw();
        }
        const { needed } = blanks[name];
        expect(template.text).to.include(`{${needed}}`);
        if (template.html !== undefined) expect(template.html).to.include(`{${needed}}`);
      });

      it('has every blank filled', () => {
        for (const part of [rendered.subject, rendered.text, rendered.html])
          expect(part ?? '').not.to.match(/\{\w+\}/);
      });

      it('holds nothing that the user wrote: who signs up with an advertisement for a name sends none', () => {
        for (const part of [template.subject, template.text, template.html])
          expect(part ?? '').not.to.include('{name}');
      });

      if (name === 'sms_otp') {
        it('is one text message', () => {
          const { text } = render(template, LONG, locale);
          // Outside the GSM alphabet, a message has 70 characters.
          if (locale === 'ja') expect([...text].length).to.be.at.most(70);
          else {
            expect(text).to.match(GSM);
            expect((text + WEB_OTP_LINE).length).to.be.at.most(160);
          }
        });
        return;
      }

      it('has a subject of one short line, without the code: logs of mail servers keep subjects', () => {
        expect(rendered.subject).to.match(/^[^\p{Cc}]{5,70}$/u);
        expect(template.subject).not.to.include('{code}');
        expect(template.subject).not.to.include('{link}');
      });

      it('has the code on a line of its own in the plain text, for copying', () => {
        expect(rendered.text.split('\n')).to.include(SAMPLE.code);
        if (name === 'magic_link') expect(rendered.text.split('\n')).to.include(SAMPLE.link);
      });

      it('escapes values in HTML', () => {
        expect(rendered.html).to.include('&lt;i&gt;Acme&lt;/i&gt; &amp; &quot;Co&quot;');
        expect(rendered.html).not.to.include('<i>');
      });

      it('loads nothing and leads nowhere but to the link: no picture, no script, no font', () => {
        const html = rendered.html ?? '';
        expect(html).not.to.match(
          /<(img|script|link|iframe|object|embed|svg|form|base)\b|url\(|@import|\bsrc=|\bon\w+=/i,
        );
        const addresses = [...html.matchAll(/(?:href|action)="([^"]*)"/g)].map(([, address]) => address);
        const expected = name === 'magic_link' ? SAMPLE.link.replaceAll('&', '&amp;') : undefined;
        expect(new Set(addresses)).to.deep.equal(new Set(expected ? [expected] : []));
      });

      it('says its language and title, for screen readers, and closes what it opens', () => {
        const html = rendered.html ?? '';
        expect(html).to.include(`<html lang="${locale}">`);
        expect(html).to.match(/<title>[^<]+<\/title>/);
        expect(html.match(/<table/g)?.length).to.equal(
          html.match(/<table[^>]* role="presentation"/g)?.length,
        );
        expect(unclosed(html)).to.deep.equal([]);
      });

      // Gmail clips a mail at 102 KB, and shows no style block of more than 16 KB.
      it('is small', () => {
        expect(Buffer.byteLength(rendered.html ?? '')).to.be.below(8 * 1024);
      });
    });
  }
});

/** Elements that are still open at the end, or were closed in another order. */
function unclosed(html: string): string[] {
  const open: string[] = [];
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z]+\d?)\b[^>]*>/g)) {
    if (name === 'meta') continue;
    if (slash === '') open.push(name);
    else if (open.at(-1) === name) open.pop();
    else open.push(`/${name}`);
  }
  return open;
}
