import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parametersSource } from '../../client/build/parameters.ts';
import { readChallenge } from '../../client/challenge.ts';
import { viewOf } from '../../client/element/view.ts';
import { LANGUAGES } from '../../client/element/words/index.ts';
import { verdictOf } from '../../client/errors.ts';
import { stories } from '../../client/stories.ts';
import { challengeKinds } from '../../functions/challenge-kinds.ts';
import { publicParameters } from '../support/public-parameters.ts';
import { recordOutput } from '../support/recorded-output.ts';
import { ASKED, failure, NOW } from './fake-cognito.ts';

const asked = Object.keys(challengeKinds).filter(name => name !== 'password');

describe('Public parameters, with the client kit', () => {
  recordOutput();

  it('have the types of the schema (or run `npm run docs`)', () => {
    const file = new URL('../../client/parameters.ts', import.meta.url);
    expect(readFileSync(file, 'utf8')).to.equal(parametersSource());
  });

  for (const name of asked)
    it(`of ${name} are read as create gives them, whole`, async () => {
      const parameters = await publicParameters(name);
      const { challenge, ...about } = readChallenge(
        parameters,
        Date.parse(parameters.expiresAt ?? '') - 60_000,
      );

      expect(challenge.name).to.equal(name);
      for (const value of Object.values(challenge))
        expect(value).to.not.be.oneOf([undefined, '', Number.NaN]);
      expect(about).to.deep.include({
        ...{ step: 2, steps: 2, attemptsRemaining: 2, secondsLeft: 60, problem: 'WRONG_ANSWER', busy: false },
        alternatives: [name === 'captcha' ? 'proof_of_work' : 'captcha'],
      });
      expect(about.resendInSeconds === undefined).to.equal(!('medium' in challenge));
      if (name === 'external') expect(challenge).to.have.deep.property('parameters', parameters);
    });

  it('of every challenge are in the stories, and in the fakes of these tests', () => {
    const told = stories.flatMap(({ state }) => (state.at === 'challenge' ? [state.challenge.name] : []));
    expect(new Set(told)).to.deep.equal(new Set(asked));
    for (const name of asked) expect(readChallenge(ASKED[name] ?? {}, NOW).challenge.name).to.equal(name);
  });

  it('of a newer server, or of somebody’s own create function, are shown as they came', () => {
    const newer = readChallenge(ASKED.newer ?? {}, NOW);
    expect(newer.challenge).to.deep.equal({
      name: 'external',
      challenge: 'passphrase',
      parameters: ASKED.newer,
    });

    const own = { captchaUrl: 'url/123.jpg', USERNAME: 'casey' };
    expect(readChallenge(own, NOW)).to.deep.equal({
      at: 'challenge',
      challenge: { name: 'external', challenge: '', parameters: own },
      ...{ step: 1, steps: 1, attemptsRemaining: 1, alternatives: [], busy: false },
      ...{ expiresAtMs: Number.POSITIVE_INFINITY, secondsLeft: Number.POSITIVE_INFINITY },
    });
  });

  for (const [name, missing] of [
    ['captcha', 'captchaUrl'],
    ['magic_link', 'question'],
    ['human_check', 'siteKey'],
    ['proof_of_work', 'prefix'],
    ['email_otp', 'deliveryMedium'],
  ] as const)
    it(`of ${name} without ${missing} are not taken for one`, () => {
      const { [missing]: _, ...rest } = ASKED[name] ?? {};
      expect(readChallenge(rest, NOW).challenge).to.deep.include({ name: 'external', challenge: name });
    });

  for (const name of ['constructor', '__proto__', 'toString'])
    it(`do not make ${name} a challenge`, () => {
      expect(readChallenge({ challenge: name }, NOW).challenge.name).to.equal('external');
    });
});

describe('Errors, with the client kit', () => {
  const refused = (retryable: boolean, reason: string) => ({ at: 'refused', retryable, reason });
  for (const [error, verdict] of [
    [
      failure('NotAuthorizedException', 'Incorrect username or password.'),
      refused(true, 'NotAuthorizedException'),
    ],
    [
      failure('NotAuthorizedException', 'Invalid session for the user.'),
      refused(true, 'NotAuthorizedException'),
    ],
    [failure('NotAuthorizedException', 'User is disabled.'), refused(false, 'NotAuthorizedException')],
    [failure('UserNotFoundException'), refused(true, 'UserNotFoundException')],
    [failure('UserNotConfirmedException'), refused(false, 'UserNotConfirmedException')],
    [failure('SignInException'), refused(true, 'SignInException')],
    [failure('CodeMismatchException'), { problem: 'CodeMismatchException' }],
    [failure('InvalidPasswordException'), { problem: 'InvalidPasswordException' }],
    [failure('TypeError', 'Failed to fetch'), { at: 'unavailable', reason: 'TypeError: Failed to fetch' }],
    [failure('ForbiddenException'), { at: 'unavailable', reason: 'ForbiddenException' }],
    [failure('TooManyRequestsException'), { at: 'unavailable', reason: 'TooManyRequestsException' }],
    [
      failure(
        'UserLambdaValidationException',
        'VerifyAuthChallengeResponse failed with error Sign-in is not available.',
      ),
      {
        at: 'unavailable',
        reason:
          'UserLambdaValidationException: VerifyAuthChallengeResponse failed with error Sign-in is not available.',
      },
    ],
    [failure('constructor'), { at: 'unavailable', reason: 'constructor' }],
    [undefined, { at: 'unavailable', reason: 'Error' }],
  ] as const)
    it(`${error ? `${error.name} ${error.message}` : 'nothing at all'} is ${JSON.stringify(verdict)}`, () => {
      expect(verdictOf(error)).to.deep.equal(verdict);
    });
});

describe('The form of the element', () => {
  const key = (language: string, withPassword: boolean) =>
    viewOf({ at: 'idle' }, { words: LANGUAGES[language] as never, withPassword }).key;

  it('is another one with other fields, and in another language', () => {
    const keys = [key('en', false), key('en', true), key('de', false), key('de', true)];
    expect(new Set(keys).size).to.equal(4);
    expect(key('en', true)).to.equal(keys[1]);
  });
});

describe('The words of the element', () => {
  for (const [language, words] of Object.entries(LANGUAGES))
    it(`have the same blanks in ${language} as in English`, () => {
      const blanks = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
      for (const [name, text] of Object.entries(words)) {
        expect(text, name).to.not.equal('');
        expect(blanks(text), name).to.deep.equal(blanks(LANGUAGES.en?.[name as 'code'] ?? ''));
      }
    });
});
