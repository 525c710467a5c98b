import { expect } from 'chai';
import { checkTexts, readTextsFolder, soundTexts, withTexts } from '../../../local/texts/own-texts-folder.ts';
import { rejection } from '../../support/handlers.ts';
import { temporaryFolder } from '../../support/loop.ts';

const text = (locale: string, content: object) => ({
  locale,
  file: `texts/${locale}.json`,
  text: JSON.stringify(content),
});
const right = (locale: string, word = 'is your code') =>
  text(locale, { sms_otp: { text: `{code} ${word}` } });
const wrong = (locale: string) => text(locale, { sms_otp: { text: '{kode}' } });

describe("somebody's own texts, in a folder", () => {
  it('are checked as the function reads them, with the name of the file', () => {
    expect(checkTexts(right('pt-BR'))).to.deep.equal({
      templates: { sms_otp: { text: '{code} is your code' } },
    });
    expect(checkTexts(wrong('de'))).to.deep.equal({
      problem:
        'texts/de.json.sms_otp.text has the placeholder {kode}; it takes {code}, {minutes}, {app}, {name}.',
    });
    expect(checkTexts(text('german', {})))
      .to.have.property('problem')
      .that.includes('The name of texts/german.json takes a language tag');
  });

  it('stop their own language where they are wrong, or leave it as it was', () => {
    const atStart = soundTexts([right('en'), wrong('de')], []);
    expect(atStart.texts).to.deep.equal([right('en'), wrong('de')]);
    expect(atStart.problems).to.have.length(1);
    expect(atStart.problems[0]).to.match(/^Wrong text: .* Messages in de are not sent until it is right\.$/);

    const later = soundTexts([right('en', 'new'), wrong('de')], [right('en'), right('de')]);
    expect(later.texts).to.deep.equal([right('en', 'new'), right('de')]);
    expect(later.problems[0]).to.match(/ Messages in de stay as they were\.$/);
  });

  it('are parameters: those that the inputs name, or some of this machine', () => {
    const named = 'arn:aws:ssm:eu-west-1:111122223333:parameter/sign-in/de';
    const given = { delivery: { app_name: 'Acme', texts: { de: named } } };
    const here = 'arn:aws:ssm:eu-west-1:123456789012:parameter/local/texts/en';

    const { inputs, secrets } = withTexts(given, [right('de'), right('en')], 'eu-west-1');

    expect(inputs).to.deep.equal({ delivery: { app_name: 'Acme', texts: { de: named, en: here } } });
    expect(Object.keys(secrets)).to.deep.equal([named, here]);
    expect(withTexts(given, [], 'eu-west-1').inputs).to.equal(given);
  });

  it('are there, or the folder is the wrong one', async () => {
    expect((await rejection(readTextsFolder(temporaryFolder()))).message).to.include('has no texts');
  });
});
