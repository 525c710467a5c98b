import { expect } from 'chai';
import fc from 'fast-check';
import { render } from '../../../../functions/delivery/texts/render.ts';

describe('render', () => {
  const values = { code: '482915', minutes: '3', app: 'Acme', name: 'Casey' };

  it('fills subject, text and HTML', () => {
    const template = { subject: 'For {app}', text: 'Hi {name}: {code}', html: '<p>Hi {name}: {code}</p>' };
    expect(render(template, values, 'en')).to.deep.equal({
      subject: 'For Acme',
      text: 'Hi Casey: 482915',
      html: '<p>Hi Casey: 482915</p>',
    });
  });

  it('gives no subject and no HTML where there is none', () => {
    expect(render({ text: '{code}' }, values, 'en')).to.deep.equal({ text: '482915' });
  });

  const minutes: readonly [locale: string, one: string, three: string][] = [
    ['en', '1 minute', '3 minutes'],
    ['de', '1 Minute', '3 Minuten'],
    ['fr', '1 minute', '3 minutes'],
    ['es', '1 minuto', '3 minutos'],
    ['pt', '1 minuto', '3 minutos'],
    ['ja', '1 分', '3 分'],
    ['pl', '1 minuta', '3 minuty'],
  ];
  for (const [locale, one, three] of minutes) {
    it(`says minutes as ${locale} does, without special spaces`, () => {
      expect(render({ text: '{minutes}' }, { minutes: '1' }, locale).text).to.equal(one);
      expect(render({ text: '{minutes}' }, { minutes: '3' }, locale).text).to.equal(three);
    });
  }

  it('keeps a subject in one line, whatever it holds', () => {
    const template = { subject: 'Hello {name}\r\nBcc: all@ember.example\n', text: '' };
    expect(render(template, values, 'en').subject).to.equal('Hello Casey Bcc: all@ember.example');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), name => {
        expect(render(template, { ...values, name }, 'en').subject).not.to.match(/[\p{Cc}\u2028\u2029]/u);
      }),
    );
  });

  it('escapes values in HTML alone', () => {
    const { text, html } = render({ text: '{app}', html: '<p>{app}</p>' }, { app: '<Acme & Co>' }, 'en');
    expect({ text, html }).to.deep.equal({ text: '<Acme & Co>', html: '<p>&lt;Acme &amp; Co&gt;</p>' });
  });
});
