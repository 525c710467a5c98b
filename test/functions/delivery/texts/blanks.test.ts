import { expect } from 'chai';
import fc from 'fast-check';
import { checkBlanks, fill } from '../../../../functions/delivery/texts/blanks.ts';
import { escapeHtml } from '../../../../functions/delivery/texts/html.ts';
import { SettingsError } from '../../../../functions/settings/settings-error.ts';

describe('checkBlanks', () => {
  const good = [
    'No blank at all.',
    'Hello {name}, {code} is for {app}, for {minutes}.',
    '<style>.a{color:red}.b{}.c { }@media print{.d{margin:0;padding:0}}</style>{code}',
    '<style>.a{  }@media print{.b{}}</style>{code}',
    'a lonely } and a lonely {',
  ];
  for (const text of good) {
    it(`takes ${text}`, () => {
      expect(() => checkBlanks(text, 'email_otp', 'at')).not.to.throw();
    });
  }

  const wrong: readonly [text: string, blank: string][] = [
    ['{cod}', '{cod}'],
    ['{Code}', '{Code}'],
    ['{link}', '{link}'],
    ['{{code}}', '{{code}}'],
    ['{{}}', '{{}}'],
    ['{ code }', '{ code }'],
    ['{user.name}', '{user.name}'],
    ['{first name}', '{first name}'],
    ['{user-name}', '{user-name}'],
    ['{####}', '{####}'],
    ['{#if code}', '{#if code}'],
    ['{code} and {constructor}', '{constructor}'],
  ];
  for (const [text, blank] of wrong) {
    it(`refuses ${text}, by name`, () => {
      expect(() => checkBlanks(text, 'email_otp', 'texts.de.email_otp.text')).to.throw(
        SettingsError,
        `texts.de.email_otp.text has the placeholder ${blank}; it takes {code}, {minutes}, {app}, {name}.`,
      );
    });
  }

  it('knows {link} in a mail with a link alone', () => {
    expect(() => checkBlanks('{link} {code}', 'magic_link', 'at')).not.to.throw();
    expect(() => checkBlanks('{link}', 'sms_otp', 'at')).to.throw(SettingsError);
  });
});

describe('fill', () => {
  it('fills every blank, as often as it is there', () => {
    expect(fill('{code}, {app}: {code}', { code: '1', app: 'A' })).to.equal('1, A: 1');
  });

  it('leaves CSS alone', () => {
    const css = '.a{color:red}.b{}@media print{.c{margin:0}}';
    expect(fill(css, {})).to.equal(css);
  });

  it('takes the space before an empty value along', () => {
    expect(fill('Hello {name},', { name: '' })).to.equal('Hello,');
    expect(fill('{name}: hello', { name: '' })).to.equal(': hello');
    expect(fill('Hello {name},', { name: 'Bob' })).to.equal('Hello Bob,');
  });

  it('throws for a blank without a value, rather than sending it', () => {
    expect(() => fill('{code}', {})).to.throw('{code}');
    expect(() => fill('{constructor}', {})).to.throw();
  });

  it('never fills a value, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), value => {
        const odd = `{code}$&$1${value}`;
        expect(fill('<{name}|{code}>', { name: odd, code: '482915' })).to.equal(`<${odd}|482915>`);
      }),
    );
  });

  it('escapes values for HTML, so that they are text and nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), value => {
        const nasty = `'"<&>${value}`;
        const html = fill(`<p title="{name}" lang='{name}'>{name}</p>`, { name: nasty }, escapeHtml);
        const form = /^<p title="([^"<>]*)" lang='([^'<>]*)'>([^<>]*)<\/p>$/s;
        const [, ...places] = form.exec(html) ?? [];
        expect(places.map(fromHtml)).to.deep.equal([nasty, nasty, nasty]);
      }),
    );
  });
});

function fromHtml(html: string): string {
  const characters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return html.replace(/&([^;&]*);/g, (_, name: string) => characters[name] ?? `(${name})`);
}
