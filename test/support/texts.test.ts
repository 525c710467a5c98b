import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { checkFolder } from './texts.ts';
import { textsSheet } from './texts-sheet.ts';

const file = (locale: string, content: object) => ({
  locale,
  file: `${locale}.json`,
  text: JSON.stringify(content),
});

describe('npm run texts -- --own FOLDER', () => {
  it('says of each file whether it is right, and shows those that are', () => {
    const sms = { sms_otp: { text: '{code} für {app}' } };
    const { lines, samples, isRight } = checkFolder([
      file('de', { ...sms, email_otp: { subject: 'Code', text: '{code}' } }),
      file('fr', { sms_otp: { text: 'code' } }),
    ]);

    expect(lines[0]).to.match(/^right: de\.json \(sms_otp, email_otp; \d+ bytes after base64gzip\)$/);
    expect(lines[1]).to.equal('wrong: fr.json.sms_otp.text lacks {code}, for which it is sent.');
    expect(isRight).to.equal(false);
    expect(textsSheet(samples)).to.include('482915 für Acme &amp; Söhne').and.not.include('<h2>fr</h2>');
  });

  it('says which tier of a parameter a file needs, and which file fits none', () => {
    const long = (bytes: number) => ({
      email_otp: { subject: 'Code', text: `{code} ${randomBytes(bytes).toString('base64url')}` },
    });

    const { lines, isRight } = checkFolder([file('en', long(4000)), file('de', long(8000))]);

    expect(lines[0]).to.match(/^right: .*, over 4096: tier = "Advanced"\)$/);
    expect(lines[1]).to.match(/^wrong: de\.json has \d+ bytes after base64gzip; a parameter holds 8192\.$/);
    expect(isRight).to.equal(false);
  });
});
