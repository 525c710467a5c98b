import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { parseOwnTexts } from '../../../../functions/delivery/texts/own-texts.ts';
import { SettingsError } from '../../../../functions/settings/settings-error.ts';

const OWN = {
  email_otp: {
    subject: 'Code for {app}',
    text: 'Hi {name}: {code}',
    html: '<p class="a">Hi {name}: {code}</p>',
  },
  magic_link: { subject: 'Link', text: '{link}' },
  sms_otp: { text: '{code}, {minutes}' },
};

describe('parseOwnTexts', () => {
  it('takes JSON', () => {
    expect(parseOwnTexts(JSON.stringify(OWN), 'texts.de')).to.deep.equal(OWN);
    expect(parseOwnTexts(`\n ${JSON.stringify({ sms_otp: OWN.sms_otp })}`, 'texts.de')).to.deep.equal({
      sms_otp: OWN.sms_otp,
    });
  });

  it("takes what Terraform's base64gzip makes of it", () => {
    expect(parseOwnTexts(gzipSync(JSON.stringify(OWN)).toString('base64'), 'texts.de')).to.deep.equal(OWN);
  });

  const refused: readonly [what: string, value: unknown, says: string][] = [
    ['no object', ['{code}'], 'texts.de is neither JSON nor'],
    ['a message that there is not', { email_otps: {} }, 'texts.de takes one of email_otp'],
    ['a message that is no object', { sms_otp: '{code}' }, 'texts.de.sms_otp takes an object'],
    [
      'an e-mail without a subject',
      { email_otp: { text: '{code}' } },
      'texts.de.email_otp.subject takes a text',
    ],
    [
      'an e-mail of HTML alone',
      { email_otp: { subject: 'x', html: '{code}' } },
      'texts.de.email_otp.text takes a text',
    ],
    [
      'a text message with a subject',
      { sms_otp: { subject: 'x', text: '{code}' } },
      'texts.de.sms_otp takes text alone, since SMS has nothing else; got {"subject":"x"}.',
    ],
    [
      'a text message with HTML',
      { sms_otp: { text: '{code}', html: '<p>{code}' } },
      'texts.de.sms_otp takes text alone, since SMS has nothing else; got {"html":"<p>{code}"}.',
    ],
    [
      'an unknown blank in a text',
      { sms_otp: { text: '{code} {x}' } },
      'texts.de.sms_otp.text has the placeholder {x}',
    ],
    [
      'an unknown blank in a subject',
      { email_otp: { subject: '{x}', text: '{code}' } },
      'texts.de.email_otp.subject has the placeholder {x}',
    ],
    [
      'an unknown blank in HTML',
      { email_otp: { subject: 'x', text: '{code}', html: '{{code}}' } },
      'texts.de.email_otp.html has the placeholder {{code}}',
    ],
    ['a text without its code', { sms_otp: { text: 'Hello' } }, 'texts.de.sms_otp.text lacks {code}'],
    [
      'HTML without its link',
      { magic_link: { subject: 'x', text: '{link}', html: '<a>' } },
      'texts.de.magic_link.html lacks {link}',
    ],
  ];
  for (const [what, value, says] of refused) {
    it(`refuses ${what}`, () => {
      expect(() => parseOwnTexts(JSON.stringify(value), 'texts.de')).to.throw(SettingsError, says);
    });
  }

  it('refuses what is neither JSON nor compressed, and what would be too much', () => {
    const tooMuch = gzipSync(JSON.stringify({ sms_otp: { text: `{code}${' '.repeat(2 ** 22)}` } })).toString(
      'base64',
    );
    for (const value of ['hello', '{"sms_otp":', 'H4sIAAAA', '[]', tooMuch]) {
      expect(() => parseOwnTexts(value, 'texts.de')).to.throw(SettingsError, 'texts.de is neither');
    }
  });
});
