import { expect } from 'chai';
import { compose } from '../../../functions/delivery/outgoing.ts';
import { parseMessageSettings } from '../../../functions/delivery/settings.ts';
import { builtIn } from '../../../functions/delivery/texts/built-in.ts';
import { questionName } from '../../../functions/question/nonce.ts';
import {
  ADDRESS,
  deliverSettings,
  handedOver,
  handedOverSms,
  NONCE,
  NUMBER,
} from '../../support/delivery.ts';
import { NOW_SECONDS } from '../../support/worlds.ts';

const VALUES = { code: '482915', minutes: '3' };
const EXPIRES_AT = NOW_SECONDS + 180;
const NASTY = '<b>Bob</b>\r\nBcc:x win.example';

const settings = (overrides: object = {}) => parseMessageSettings(JSON.stringify(deliverSettings(overrides)));
const english = (name: 'email_otp' | 'sms_otp') => ({
  template: builtIn('en')[name] ?? { text: '' },
  locale: 'en',
});

describe('compose', () => {
  it('makes an e-mail', () => {
    const outgoing = compose(
      { ...handedOver(), address: ADDRESS },
      english('email_otp'),
      { medium: 'EMAIL', values: VALUES, expiresAt: EXPIRES_AT },
      settings(),
    );
    expect(outgoing).to.deep.include({
      // Told to senders and kept in the ledger: the question's name, and not its nonce.
      id: `${questionName({ nonce: NONCE, issuedAt: NOW_SECONDS })} 1`,
      medium: 'EMAIL',
      address: ADDRESS,
      expiresAt: EXPIRES_AT,
    });
    expect(outgoing.subject).to.equal('Your sign-in code for Acme');
    expect(outgoing.text).to.include('\n482915\n').and.include('3 minutes');
    expect(outgoing.html).to.include('>482915<');
  });

  it('makes a text message, which has no more than a text', () => {
    const outgoing = compose(
      { ...handedOverSms(), address: NUMBER },
      english('sms_otp'),
      { medium: 'SMS', values: VALUES, expiresAt: EXPIRES_AT },
      settings(),
    );
    expect(outgoing).not.to.have.any.keys('subject', 'html');
    expect(outgoing.text).to.match(/^482915 is your Acme sign-in code\..*anyone\.$/);
  });

  it('ends a text message with the line that lets a browser on that domain fill the code in', () => {
    const withDomain = settings({ sms: { countryPrefixes: ['+1'], webOtpDomain: 'app.acme.example' } });
    const outgoing = compose(
      { ...handedOverSms(), address: NUMBER },
      english('sms_otp'),
      { medium: 'SMS', values: VALUES, expiresAt: EXPIRES_AT },
      withDomain,
    );
    expect(outgoing.text.split('\n').at(-1)).to.equal('@app.acme.example #482915');
    expect(outgoing.text.split('\n')).to.have.length(2);
  });

  it('gives a browser a long code without its blanks', () => {
    const { text } = compose(
      { ...handedOverSms(), address: NUMBER },
      english('sms_otp'),
      { medium: 'SMS', values: { ...VALUES, code: '12345 67890 12345 67890' }, expiresAt: EXPIRES_AT },
      settings({ sms: { countryPrefixes: ['+1'], webOtpDomain: 'app.acme.example' } }),
    );
    expect(text.split('\n').at(-1)).to.equal('@app.acme.example #12345678901234567890');
    expect(text).to.match(/^12345 67890 12345 67890 is/);
  });

  it('gives each message of a question an id of its own, and each try at one the same', () => {
    const idOf = (send: number) =>
      compose(
        { ...handedOver({ send }), address: ADDRESS },
        english('email_otp'),
        { medium: 'EMAIL', values: VALUES, expiresAt: EXPIRES_AT },
        settings(),
      ).id;
    expect(idOf(1)).to.equal(idOf(1));
    expect(idOf(1)).not.to.equal(idOf(2));
  });

  it('lets a name add nothing: no header, no markup, no link', () => {
    const template = {
      subject: 'Hello {name}',
      text: 'Hello {name}, {code}',
      html: '<p>Hello {name}, {code}</p>',
    };
    const found = { template, locale: 'en' };
    const outgoing = compose(
      { ...handedOver({ name: NASTY }), address: ADDRESS },
      found,
      { medium: 'EMAIL', values: VALUES, expiresAt: EXPIRES_AT },
      settings(),
    );
    expect(outgoing).to.include({
      subject: 'Hello b Bob b Bcc x win example',
      text: 'Hello b Bob b Bcc x win example, 482915',
      html: '<p>Hello b Bob b Bcc x win example, 482915</p>',
    });
    expect(outgoing.values.name, 'for own senders too').to.equal('b Bob b Bcc x win example');
  });

  it('greets who has no name without one', () => {
    const found = { template: { subject: 'x', text: 'Hello {name}, {code}' }, locale: 'en' };
    const { text } = compose(
      { ...handedOver(), address: ADDRESS },
      found,
      { medium: 'EMAIL', values: VALUES, expiresAt: EXPIRES_AT },
      settings(),
    );
    expect(text).to.equal('Hello, 482915');
  });
});
