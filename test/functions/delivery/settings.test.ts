import { expect } from 'chai';
import { parseMessageSettings } from '../../../functions/delivery/settings.ts';
import { SettingsError } from '../../../functions/settings/settings-error.ts';
import { deliverSettings } from '../../support/delivery.ts';

const SENDER = 'arn:aws:lambda:eu-central-1:111122223333:function:sender';
const TEXTS = 'arn:aws:ssm:eu-central-1:111122223333:parameter/texts/de';
const parse = (overrides: object = {}) => parseMessageSettings(JSON.stringify(deliverSettings(overrides)));

describe('parseMessageSettings', () => {
  it('takes the least', () => {
    expect(parse({ defaultLocale: undefined })).to.deep.equal({
      appName: 'Acme',
      defaultLocale: 'en',
      email: { from: 'sign-in@acme.example', replyTo: [] },
      sms: {
        provider: 'end_user_messaging',
        prefixes: { within: ['+1', '+49'], except: [] },
        destinationParameters: {},
      },
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
      countryPrefixes: ['+1'],
      excludedPrefixes: ['+1876'],
      originationIdentity: '+15550100999',
      configurationSet: 'sign-in',
      senderId: 'ACME',
      destinationParameters: { 'AWS.MM.SMS.EntityId': '1101234567890123456' },
      webOtpDomain: 'app.acme.example',
    };
    const given = {
      email,
      sms,
      sender: { functionArn: SENDER },
      texts: { de_at: TEXTS },
      defaultLocale: 'PT-br',
    };
    const { countryPrefixes: within, excludedPrefixes: except, ...others } = sms;
    expect(parse(given)).to.deep.equal({
      ...{ appName: 'Acme', defaultLocale: 'pt-BR', email, senderArn: SENDER },
      sms: { ...others, prefixes: { within, except } },
      texts: new Map([['de-AT', TEXTS]]),
    });
  });

  it('takes neither e-mail nor SMS where the flow sends none', () => {
    expect(parse({ email: null, sms: undefined })).not.to.have.any.keys('email', 'sms');
  });

  it('takes two tags of one locale, as Terraform does, and the usual one of them counts', () => {
    const other = `${TEXTS}/other`;
    for (const texts of [
      { iw: other, he: TEXTS },
      { he: TEXTS, iw: other },
    ])
      expect([...parse({ texts }).texts]).to.deep.equal([['he', TEXTS]]);
  });

  const wrong: readonly [overrides: object, says: string][] = [
    [{ appName: undefined }, 'delivery.app_name takes 1 to 60 characters in one line; got undefined'],
    [{ appName: 'Acme\r\nBcc: x' }, 'delivery.app_name takes 1 to 60 characters in one line'],
    [{ appName: 'A'.repeat(61) }, 'delivery.app_name takes 1 to 60'],
    [{ defaultLocale: 'English!' }, 'delivery.default_locale takes a language tag'],
    [{ email: { from: 'Acme <sign-in@acme.example>' } }, 'email.from takes a plain address'],
    [{ email: { from: 'a@b.example,c@d.example' } }, 'email.from takes a plain address'],
    [{ email: { from: 'a@b.example', replyTo: ['c'] } }, 'email.reply_to[0] takes a plain address'],
    [{ email: { from: 'a@b.example', configurationSet: 7 } }, 'email.configuration_set takes a text'],
    [{ sms: {} }, 'sms.country_prefixes takes one or more'],
    [{ sms: { countryPrefixes: [] } }, 'sms.country_prefixes takes one or more'],
    [
      { sms: { countryPrefixes: ['+1', '49'] } },
      'sms.country_prefixes[1] takes a prefix such as "+1" or "+49"',
    ],
    [{ sms: { countryPrefixes: ['+0'] } }, 'sms.country_prefixes[0] takes a prefix'],
    // Every country: nobody may say that.
    [{ sms: { countryPrefixes: ['+'] } }, 'sms.country_prefixes[0] takes a prefix'],
    [
      { sms: { countryPrefixes: ['+1'], excludedPrefixes: ['!+1876'] } },
      'sms.excluded_prefixes[0] takes a prefix',
    ],
    [
      { sms: { countryPrefixes: ['+1'], provider: 'twilio' } },
      'sms.provider takes one of end_user_messaging, sns',
    ],
    [
      { sms: { countryPrefixes: ['+1'], webOtpDomain: 'https://acme.example' } },
      'sms.web_otp_domain takes a host name',
    ],
    [
      { sms: { countryPrefixes: ['+1'], webOtpDomain: 'acme.example/sign-in' } },
      'sms.web_otp_domain takes a host name',
    ],
    [
      { sms: { countryPrefixes: ['+91'], destinationParameters: { IN_ENTITY: '1' } } },
      'sms.destination_parameters takes one of IN_ENTITY_ID, IN_TEMPLATE_ID',
    ],
    [
      { sender: { functionArn: 'sender' } },
      'delivery.sender_function_arn takes the ARN of a Lambda function',
    ],
    [{ texts: { 'x!': TEXTS } }, 'delivery.texts takes a language tag'],
    [{ texts: { de: { email_otp: {} } } }, 'delivery.texts.de takes the ARN of a parameter in SSM'],
  ];
  for (const [overrides, says] of wrong) {
    it(`refuses ${JSON.stringify(overrides)}`, () => {
      expect(() => parse(overrides)).to.throw(SettingsError, says);
    });
  }
});
