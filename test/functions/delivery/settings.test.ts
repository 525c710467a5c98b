import { expect } from 'chai';
import { parseMessageSettings } from '../../../functions/delivery/settings.ts';
import { SettingsError } from '../../../functions/settings/checks.ts';
import { deliverSettings } from '../../support/delivery.ts';

const parse = (overrides: object = {}) => parseMessageSettings(JSON.stringify(deliverSettings(overrides)));

describe('parseMessageSettings', () => {
  it('takes the least', () => {
    expect(parse({ defaultLocale: undefined })).to.deep.equal({
      appName: 'Acme',
      defaultLocale: 'en',
      email: { from: 'sign-in@acme.example', replyTo: [] },
      sms: { provider: 'end_user_messaging', prefixes: { within: ['+1', '+49'], except: [] } },
      texts: new Map(),
    });
  });

  it('takes everything', () => {
    const email = {
      from: 'sign-in@acme.example',
      replyTo: ['help@acme.example'],
      configurationSet: 'sign-in',
      identityArn: 'arn:aws:ses:eu-central-1:444455556666:identity/acme.example',
    };
    const sms = {
      provider: 'sns',
      countryPrefixes: ['+'],
      excludedPrefixes: ['+1876'],
      originationIdentity: '+15550100999',
      configurationSet: 'sign-in',
      senderId: 'ACME',
      destinationParameters: { IN_ENTITY_ID: '1101234567890123456' },
      webOtpDomain: 'app.acme.example',
    };
    const arn = 'arn:aws:ssm:eu-central-1:111122223333:parameter/texts/de';
    const given = {
      email,
      sms,
      sender: { functionArn: 'arn:sender' },
      texts: { de_at: arn },
      defaultLocale: 'PT-br',
    };
    const { countryPrefixes: within, excludedPrefixes: except, ...others } = sms;
    expect(parse(given)).to.deep.equal({
      ...{ appName: 'Acme', defaultLocale: 'pt-BR', email, senderArn: 'arn:sender' },
      sms: { ...others, prefixes: { within, except } },
      texts: new Map([['de-AT', arn]]),
    });
  });

  it('takes neither e-mail nor SMS where the flow sends none', () => {
    expect(parse({ email: null, sms: undefined })).not.to.have.any.keys('email', 'sms');
  });

  const wrong: readonly [overrides: object, says: string][] = [
    [{ appName: undefined }, 'appName takes a text'],
    [{ appName: 'Acme\r\nBcc: x' }, 'appName takes up to 60 characters in one line'],
    [{ appName: 'A'.repeat(61) }, 'appName takes up to 60'],
    [{ defaultLocale: 'English!' }, 'defaultLocale takes a language tag'],
    [{ email: { from: 'Acme <sign-in@acme.example>' } }, 'email.from takes a plain address'],
    [{ email: { from: 'a@b.example,c@d.example' } }, 'email.from takes a plain address'],
    [{ email: { from: 'a@b.example', replyTo: ['c'] } }, 'email.replyTo[0] takes a plain address'],
    [{ email: { from: 'a@b.example', configurationSet: 7 } }, 'email.configurationSet takes a text'],
    [{ sms: {} }, 'sms.countryPrefixes takes a list'],
    [{ sms: { countryPrefixes: [] } }, 'sms.countryPrefixes takes at least one prefix'],
    [{ sms: { countryPrefixes: ['+1', '49'] } }, 'sms.countryPrefixes[1] takes a prefix as "+49"'],
    [{ sms: { countryPrefixes: ['+0'] } }, 'sms.countryPrefixes[0] takes a prefix'],
    [
      { sms: { countryPrefixes: ['+1'], excludedPrefixes: ['!+1876'] } },
      'sms.excludedPrefixes[0] takes a prefix',
    ],
    [
      { sms: { countryPrefixes: ['+1'], provider: 'twilio' } },
      'sms.provider takes one of end_user_messaging, sns',
    ],
    [
      { sms: { countryPrefixes: ['+1'], webOtpDomain: 'https://acme.example' } },
      'sms.webOtpDomain takes a host name',
    ],
    [
      { sms: { countryPrefixes: ['+1'], webOtpDomain: 'acme.example/sign-in' } },
      'sms.webOtpDomain takes a host name',
    ],
    [
      { sms: { countryPrefixes: ['+91'], destinationParameters: { IN_ENTITY: '1' } } },
      'sms.destinationParameters takes the names IN_ENTITY_ID and IN_TEMPLATE_ID',
    ],
    [{ sender: 'arn:sender' }, 'sender takes an object'],
    [{ sender: {} }, 'sender.functionArn takes a text'],
    [{ texts: { 'x!': 'arn' } }, 'texts takes a language tag'],
    [{ texts: { de: { email_otp: {} } } }, 'texts.de takes a text'],
    [{ texts: { de_AT: 'arn', 'de-at': 'arn' } }, 'texts has the locale de-AT twice'],
  ];
  for (const [overrides, says] of wrong) {
    it(`refuses ${JSON.stringify(overrides)}`, () => {
      expect(() => parse(overrides)).to.throw(SettingsError, says);
    });
  }
});
