import { expect } from 'chai';
import type { ChallengeName } from '../../../functions/challenge-kinds.ts';
import { loadChallenges } from '../../../functions/challenges/load.ts';
import { toMetadata } from '../../../functions/flow/round.ts';
import * as budget from '../../../functions/flow/session-budget.ts';
import { KEPT, roundBytes, worstSessionBytes } from '../../../functions/flow/session-size.ts';
import { ROUND_LENGTH, toPrivateParameters } from '../../../functions/question/question.ts';
import { worldWith } from '../../support/questions.ts';
import { CAPTCHA, CODE, EMAIL, PASSWORD, settingsOf, step } from '../../support/settings.ts';
import { entry, NONCE } from '../../support/trigger-events.ts';

/** The last second that has six digits in base 36, in 2038: the longest there will be. */
const LAST = 36 ** 6 - 1;
const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
const entryBytes = (metadata: string | null, name = 'CUSTOM_CHALLENGE', result = false) =>
  bytesOf(entry(name, result, metadata)) + ','.length;

describe('the session budget', () => {
  const names = ['captcha', 'email_otp', 'sms_otp', 'magic_link', 'human_check', 'proof_of_work'] as const;
  const kept = { nonce: NONCE, askedAt: LAST, sends: 100, sentAt: LAST };
  const longest = (challenge: ChallengeName, name: string) =>
    toMetadata(challenge, {
      ...{ step: name, spent: 9, issuedAt: LAST },
      ...(KEPT.includes(challenge) && { kept: { ...kept, sentAt: LAST + 4500 } }),
      ...(challenge === 'external' && { note: 'n'.repeat(budget.NOTE_MAX_BYTES) }),
    });

  for (const challenge of [...names, 'external'] as const) {
    it(`counts the longest round of ${challenge}, to the byte`, () => {
      for (const name of [challenge, 'a', 'a'.repeat(32)]) {
        const at = step({ name, challenges: [challenge] });
        expect(roundBytes(at), name).to.equal(entryBytes(longest(challenge, name)));
      }
    });
  }

  it('counts of alternatives the longest', () => {
    expect(roundBytes(CODE)).to.equal(entryBytes(longest('email_otp', 'code')));
  });

  it('knows which challenges keep their question', async () => {
    const settings = { ...settingsOf(...[...names].map(name => step({ name, challenges: [name] }))) };
    const challenges = {
      magic_link: { urls: ['https://app.example/sign-in'] },
      human_check: {
        provider: 'turnstile',
        site_key: 'k',
        secret_arn: 'arn:aws:ssm:eu-central-1:111122223333:parameter/secret',
        hostnames: ['app.example'],
      },
    };
    const loaded = await loadChallenges({ ...settings, challenges }, worldWith());
    expect([...loaded].flatMap(([name, { isKept }]) => (isKept ? [name] : []))).to.have.members(KEPT);
  });

  it('counts all of Cognito’s own entries', () => {
    const own = (...list: string[]) => list.reduce((sum, name) => sum + entryBytes(null, name, true), 0);
    const device = ['DEVICE_SRP_AUTH', 'DEVICE_PASSWORD_VERIFIER'];
    const factors = ['SELECT_MFA_TYPE', 'MFA_SETUP', 'SMS_MFA', 'EMAIL_OTP', 'SOFTWARE_TOKEN_MFA'];
    const password = ['SRP_A', 'PASSWORD_VERIFIER', 'NEW_PASSWORD_REQUIRED'];
    expect(budget.PASSWORD_FIRST_BYTES).to.equal(own(...password, ...factors, ...device));
    expect(budget.OTHERWISE_FIRST_BYTES).to.equal(own('SRP_A', ...device));
  });

  it('counts what the first round has more than others', () => {
    const round = { step: 'captcha', spent: 0, issuedAt: LAST };
    const first = toMetadata('captcha', { ...round, trace: 't'.repeat(16) });
    expect(bytesOf(first) - bytesOf(toMetadata('captcha', round))).to.equal(budget.FIRST_ROUND_BYTES);
  });

  it('counts the longest private parameters', () => {
    const bytes = [...names, 'external'].map(challenge =>
      bytesOf(
        toPrivateParameters({
          ...{ step: 'a'.repeat(32), challenge, nonce: NONCE, issuedAt: LAST },
          round: 'r'.repeat(ROUND_LENGTH),
          trace: 't'.repeat(16),
          ...(KEPT.some(name => name === challenge) && { askedAt: LAST + 450 }),
        }),
      ),
    );
    expect(Math.max(...bytes)).to.equal(budget.PRIVATE_BYTES);
  });

  it('adds up every attempt, every free round at the step with the longest, and what is open', () => {
    const [captcha, email] = [roundBytes(CAPTCHA), roundBytes(EMAIL)];
    expect(worstSessionBytes([PASSWORD, CAPTCHA, EMAIL])).to.equal(
      budget.PASSWORD_FIRST_BYTES +
        budget.FIRST_ROUND_BYTES +
        3 * captcha +
        3 * email +
        budget.FREE_ROUNDS * email +
        budget.PRIVATE_BYTES,
    );
    const quiz = step({ name: 'quiz', challenges: ['external'], attempts: 10 });
    expect(worstSessionBytes([EMAIL, quiz])).to.equal(
      budget.OTHERWISE_FIRST_BYTES +
        budget.FIRST_ROUND_BYTES +
        3 * email +
        (10 + budget.FREE_ROUNDS) * roundBytes(quiz) +
        budget.PRIVATE_BYTES +
        budget.EXTERNAL_PRIVATE_BYTES,
    );
    expect(worstSessionBytes([PASSWORD])).to.equal(
      budget.PASSWORD_FIRST_BYTES + budget.FIRST_ROUND_BYTES + budget.PRIVATE_BYTES,
    );
  });

  it('has room for flows as they are, and none for six codes of ten attempts', () => {
    const codes = Array.from({ length: 6 }, (_, index) => ({ ...EMAIL, name: `code_${index}` }));
    expect(worstSessionBytes([PASSWORD, CAPTCHA])).to.be.below(2200);
    expect(worstSessionBytes([PASSWORD, ...codes])).to.be.below(budget.SESSION_LIMIT_BYTES);
    const guesses = codes.map(each => ({ ...each, attempts: 10 }));
    expect(worstSessionBytes([PASSWORD, ...guesses])).to.be.above(budget.SESSION_LIMIT_BYTES);
  });
});
