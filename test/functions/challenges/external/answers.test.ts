import { expect } from 'chai';
import { readAsked, readVerdict } from '../../../../functions/challenges/external/answers.ts';
import { recordOutput } from '../../../support/recorded-output.ts';

const answer = (response: unknown) => ({ version: '1', request: {}, response });

describe('readAsked', () => {
  const output = recordOutput();

  it('takes public parameters under the step name, private ones as they are, metadata as note', () => {
    const response = {
      publicChallengeParameters: { captchaUrl: 'url/123.jpg', USERNAME: 'x', challenge: 'y' },
      privateChallengeParameters: { answer: '5' },
      challengeMetadata: 'CAPTCHA_CHALLENGE',
    };
    expect(readAsked(answer(response), 'quiz')).to.deep.equal({
      public: { 'quiz.captchaUrl': 'url/123.jpg', 'quiz.USERNAME': 'x', 'quiz.challenge': 'y' },
      private: { answer: '5' },
      note: 'CAPTCHA_CHALLENGE',
    });
  });

  it('takes fields that are null or not there for empty', () => {
    for (const response of [
      {},
      { publicChallengeParameters: null, privateChallengeParameters: null, challengeMetadata: null },
      { challengeMetadata: '' },
    ])
      expect(readAsked(answer(response), 'quiz')).to.deep.equal({ public: {}, private: {} });
  });

  for (const value of [
    undefined,
    null,
    'text',
    5,
    [],
    {},
    answer(undefined),
    answer(null),
    answer('x'),
    answer([]),
  ]) {
    it(`wants the event back, and got ${JSON.stringify(value)}`, () => {
      expect(() => readAsked(value, 'quiz')).to.throw(
        'It has to return the event with its response filled in.',
      );
      expect(() => readVerdict(value)).to.throw('It has to return the event with its response filled in.');
    });
  }

  it('names parameters that are no strings, and shows no value', () => {
    const response = { publicChallengeParameters: { a: 'x', count: 5, flag: true, secret: ['hunter2'] } };
    expect(() => readAsked(answer(response), 'quiz'))
      .to.throw('Its publicChallengeParameters has to be an object of strings')
      .with.property('message')
      .that.includes('(count, flag, secret)')
      .and.not.includes('hunter2');
  });

  it('wants parameters to be objects', () => {
    for (const value of ['x', 5, ['x'], true])
      expect(() => readAsked(answer({ privateChallengeParameters: value }), 'quiz')).to.throw(
        /^Its privateChallengeParameters has to be an object of strings: Cognito accepts nothing else\.$/,
      );
  });

  it('names five of those that are no strings, and no more', () => {
    const odd = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map(name => [name, 1]));
    expect(() => readAsked(answer({ publicChallengeParameters: odd }), 'quiz')).to.throw('(a, b, c, d, e).');
  });

  it('says how much is too much', () => {
    const shown = { publicChallengeParameters: { captchaUrl: 'x'.repeat(8180) } };
    expect(() => readAsked(answer(shown), 'quiz')).to.throw('has 8197 bytes as JSON; the limit is 8192');
    const kept = { privateChallengeParameters: { answer: 'é'.repeat(600) } };
    expect(() => readAsked(answer(kept), 'quiz')).to.throw('has 1214 bytes as JSON; the limit is 1024');
    const withAnswer = (bytes: number) =>
      answer({ privateChallengeParameters: { answer: 'x'.repeat(bytes - '{".answer":""}'.length) } });
    expect(() => readAsked(withAnswer(1024), 'quiz')).not.to.throw();
    expect(() => readAsked(withAnswer(1025), 'quiz')).to.throw('has 1025 bytes');
  });

  it('drops metadata of more than 96 bytes, and says so', () => {
    expect(readAsked(answer({ challengeMetadata: 'x'.repeat(96) }), 'quiz')).to.have.property('note');
    expect(output.text()).to.equal('');
    expect(readAsked(answer({ challengeMetadata: 'é'.repeat(49) }), 'quiz')).not.to.have.property('note');
    expect(output.text())
      .to.include('The challengeMetadata is dropped: over 96 bytes.')
      .and.to.include('quiz');
  });

  it('wants metadata to be a string', () => {
    expect(() => readAsked(answer({ challengeMetadata: 5 }), 'quiz')).to.throw(
      'Its challengeMetadata has to be',
    );
  });
});

describe('readVerdict', () => {
  it('is right for true alone', () => {
    expect(readVerdict(answer({ answerCorrect: true }))).to.equal(true);
    for (const answerCorrect of [false, null, undefined, 'true', 1, {}, [true]])
      expect(readVerdict(answer({ answerCorrect }))).to.equal(false);
  });
});
