import { expect } from 'chai';
import { challengeKinds } from '../../../functions/challenge-kinds.ts';
import type { Challenge } from '../../../functions/challenges/challenge.ts';
import { loadMaker } from '../../../functions/challenges/load.ts';
import { here, missingOf, type Place } from '../../support/missing-of-challenge.ts';
import { recordOutput } from '../../support/recorded-output.ts';

/** The repository, with one text in a file replaced. */
const edited = (file: string, was: string | RegExp, becomes: string): Partial<Place> => ({
  text: path => (path === file ? here.text(path).replace(was, becomes) : here.text(path)),
});

const without = <Value>(record: Readonly<Record<string, Value>>, name: string) =>
  Object.fromEntries(Object.entries(record).filter(([each]) => each !== name));

/** Challenges that differ from what they are. */
const changed =
  (change: (challenge: Challenge) => Challenge): Place['load'] =>
  async name => {
    const make = await loadMaker(name);
    return (settings, world) => change(make(settings, world));
  };

const LEFT_OUT = 'test/modules/inputs/misspelt.test.ts';
const PARAMETERS = 'schemas/public-parameters.schema.json';

describe('what an entered challenge lacks', () => {
  recordOutput();

  for (const name of Object.keys(challengeKinds))
    it(`is nothing, of ${name}`, async () => {
      expect((await missingOf(name)).join('\n')).to.equal('');
    });

  const lacks: readonly [name: string, what: string, place: Partial<Place>, says: string][] = [
    [
      'captcha',
      'its code',
      { load: () => Promise.reject(new Error('no such file')) },
      'functions/challenges/captcha/index.ts is not there, or gives no maker by default: write it.',
    ],
    [
      'captcha',
      'a test',
      { tests: here.tests.filter(path => !path.includes('/captcha/')) },
      'test/functions/challenges/captcha/index.test.ts is not there: test captcha.',
    ],
    [
      'captcha',
      'an input for its settings',
      { inputs: without(here.inputs, 'captcha') },
      'captcha reads the settings length, and the module has no input captcha: add it in modules/inputs/challenges.ts.',
    ],
    [
      'captcha',
      'a word on an attribute that is left out',
      edited(LEFT_OUT, 'captcha.length', ''),
      `${LEFT_OUT} does not have captcha.length: is what it defaults to safe, weaker than a caller may want, or harmless?`,
    ],
    [
      'captcha',
      'its declaration in the comparison',
      edited('test/support/declared.ts', '  captcha: ', '  other: '),
      'test/support/declared.ts does not have captcha: enter its declaration, so that a test compares Terraform with it.',
    ],
    [
      'magic_link',
      'settings to start with',
      { requiredSettings: {} },
      'give what it needs in test/support/challenge-settings.ts, for measurements too.',
    ],
    [
      'captcha',
      'its name in the schema',
      edited(PARAMETERS, /"captcha",\s*/, ''),
      `${PARAMETERS}: challenge lacks captcha in its enum.`,
    ],
    [
      'captcha',
      'a public parameter in the schema',
      edited(PARAMETERS, '"captchaUrl"', '"other"'),
      `${PARAMETERS} lacks captchaUrl, which captcha shows the client.`,
    ],
    [
      'captcha',
      'a public parameter in the contract',
      edited('docs/contract.md', /`captchaUrl`/g, ''),
      'docs/contract.md lacks `captchaUrl` in its table of public parameters, which captcha has.',
    ],
    [
      'captcha',
      'a section in the documentation',
      edited('docs/challenges.md', '\n## captcha\n', '\n'),
      'docs/challenges.md has no section "## captcha": write one.',
    ],
    [
      'captcha',
      'a word on what it stops',
      edited('docs/challenges.md', /^## captcha$[\s\S]*?^## /m, '## captcha\n\nA picture.\n\n## '),
      'docs/challenges.md does not say what captcha stops: "**Stops** …" in its section.',
    ],
    [
      'captcha',
      'its row in the README',
      edited('README.md', '\n| `captcha` |', '\n| |'),
      'README.md has no row of captcha in its table of challenges: add one.',
    ],
    [
      'captcha',
      'its name in the inputs’ documentation',
      edited('docs/module.md', /captcha/g, ''),
      'docs/module.md does not know captcha: npm run docs.',
    ],
    [
      'email_otp',
      'its medium',
      { media: without(here.media, 'email_otp') },
      'email_otp sends by EMAIL: enter it as that in messageMedia of functions/challenge-kinds.ts.',
    ],
    [
      'email_otp',
      'placeholders',
      { blanks: without(here.blanks, 'email_otp') },
      'email_otp has no placeholders: enter them in functions/delivery/texts/blanks.ts.',
    ],
    [
      'email_otp',
      'words in one language',
      { texts: { ...here.texts, ja: without(here.texts.ja ?? {}, 'email_otp') } },
      'email_otp has no words in functions/delivery/texts/languages/ja.ts, or built-in.ts makes no message of them.',
    ],
    [
      'email_otp',
      'its place among those that keep their question',
      { kept: here.kept.filter(name => name !== 'email_otp') },
      'email_otp keeps its question, and KEPT in functions/flow/session-size.ts, which follows from messageMedia, says something else: the two must agree.',
    ],
    [
      'email_otp',
      'a message, where it is entered as one that sends',
      {
        load: changed(({ message: _, ...silent }) => silent),
      },
      'email_otp sends nothing: take it out of messageMedia in functions/challenge-kinds.ts.',
    ],
    [
      'captcha',
      'a question that stays, where it says that it keeps one',
      { load: changed(challenge => ({ ...challenge, isKept: true })) },
      'captcha keeps its question, and KEPT in functions/flow/session-size.ts, which follows from messageMedia, says something else: the two must agree.',
    ],
  ];
  for (const [name, what, place, says] of lacks)
    it(`is told where ${name} lacks ${what}`, async () => {
      const missing = await missingOf(name, { ...here, ...place });
      expect(missing).to.have.length(1);
      expect(missing[0]).to.include(says);
    });
});
