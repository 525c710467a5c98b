import { expect } from 'chai';
import { builtIn } from '../../../../functions/delivery/texts/built-in.ts';
import { findTemplate } from '../../../../functions/delivery/texts/find-template.ts';
import { candidates } from '../../../../functions/delivery/texts/locale.ts';
import type { Templates } from '../../../../functions/delivery/texts/template.ts';

const own: Readonly<Record<string, Templates>> = {
  'de-AT': { sms_otp: { text: 'Servus {code}' } },
  de: { email_otp: { subject: 'Eigener', text: '{code}' } },
  it: { sms_otp: { text: 'Ciao {code}' } },
};
const read = async (locale: string) => own[locale] ?? {};
const none = async () => ({});

describe('findTemplate', () => {
  const cases: readonly [
    wanted: string | undefined,
    name: 'email_otp' | 'sms_otp',
    locale: string,
    text: string | undefined,
  ][] = [
    ['de-AT', 'sms_otp', 'de-AT', 'Servus {code}'],
    ['de-AT', 'email_otp', 'de', '{code}'],
    ['de-CH', 'sms_otp', 'de', builtIn('de').sms_otp?.text],
    ['it-IT', 'sms_otp', 'it', 'Ciao {code}'],
    ['it-IT', 'email_otp', 'fr', builtIn('fr').email_otp?.text],
    ['xx', 'sms_otp', 'fr', builtIn('fr').sms_otp?.text],
    [undefined, 'sms_otp', 'fr', builtIn('fr').sms_otp?.text],
  ];
  for (const [wanted, name, locale, text] of cases) {
    it(`gives ${name} in ${locale} to a user with the locale ${wanted}, where French is the default`, async () => {
      const found = await findTemplate(name, candidates(wanted, 'fr-CA'), read);
      expect(found.locale).to.equal(locale);
      expect(found.template.text).to.equal(text);
    });
  }

  it('reads no more than it needs', async () => {
    const asked: string[] = [];
    const note = async (locale: string) => {
      asked.push(locale);
      return {};
    };
    await findTemplate('sms_otp', candidates('ja', 'de'), note);
    expect(asked).to.deep.equal(['ja']);
  });

  it('gives English where nothing else is known', async () => {
    expect((await findTemplate('magic_link', candidates('tlh', 'xx'), none)).locale).to.equal('en');
  });
});
