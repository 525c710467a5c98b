import { expect } from 'chai';
import type { JsonObject } from '../../../../local/aws-service.ts';
import { answer, answering, begin, captcha, type Handlers, incorrect, refused, testPool } from '../pool.ts';

const alice = { USERNAME: 'alice' };

async function poolWithAlice(handlers: Handlers = captcha) {
  const pool = testPool({ handlers });
  await pool.addUser('alice');
  return pool;
}
const deciding = (decision: JsonObject) =>
  poolWithAlice({ ...captcha, DefineAuthChallenge: answering(decision) });
const creating = (challenge: JsonObject) =>
  poolWithAlice({
    ...captcha,
    CreateAuthChallenge: answering({ privateChallengeParameters: { answer: '5' }, ...challenge }),
  });

describe('the loop, with the CAPTCHA of AWS’s documentation', () => {
  it('asks, judges and issues tokens', async () => {
    const pool = await poolWithAlice();

    const asked = await begin(pool, 'alice');
    expect(asked).to.have.all.keys('ChallengeName', 'Session', 'ChallengeParameters');
    expect(asked.ChallengeName).to.equal('CUSTOM_CHALLENGE');
    expect(asked.ChallengeParameters).to.deep.equal({ captchaUrl: 'url/123.jpg', USERNAME: 'alice' });

    const done = await answer(pool, asked, { ...alice, ANSWER: '5' });
    expect(done).to.have.all.keys('ChallengeParameters', 'AuthenticationResult');
    expect(done.ChallengeParameters).to.deep.equal({});
    expect(done.AuthenticationResult)
      .to.include({ ExpiresIn: 3600, TokenType: 'Bearer' })
      .and.to.include.all.keys('AccessToken', 'IdToken', 'RefreshToken');
  });

  it('gives each trigger its request, and no more', async () => {
    const pool = await poolWithAlice();

    await answer(pool, await begin(pool, 'alice'), { ...alice, ANSWER: '5' });

    const { userAttributes, ...define } = pool.rounds[0]?.request ?? {};
    const { sub, ...attributes } = userAttributes as JsonObject;
    expect(sub).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect(attributes).to.deep.equal({
      'cognito:user_status': 'CONFIRMED',
      email: 'alice@example.com',
      email_verified: 'true',
    });
    expect(define).to.deep.equal({ session: [], userNotFound: false });

    const known = { userAttributes, userNotFound: false };
    const result = {
      challengeName: 'CUSTOM_CHALLENGE',
      challengeResult: true,
      challengeMetadata: 'CAPTCHA_CHALLENGE',
    };
    expect(pool.rounds.map(({ trigger, request }) => [trigger, request])).to.deep.equal([
      ['DefineAuthChallenge', { ...known, session: [] }],
      ['CreateAuthChallenge', { ...known, challengeName: 'CUSTOM_CHALLENGE', session: [] }],
      [
        'VerifyAuthChallengeResponse',
        { ...known, privateChallengeParameters: { answer: '5' }, challengeAnswer: '5' },
      ],
      ['DefineAuthChallenge', { ...known, session: [result] }],
    ]);
  });

  it('answers a wrong answer with the next challenge, and ends when define says so', async () => {
    const pool = await poolWithAlice();
    let challenge = await begin(pool, 'alice');
    const seen = new Set([challenge.Session]);
    for (const ANSWER of ['4', '6']) {
      challenge = await answer(pool, challenge, { ...alice, ANSWER });
      expect(challenge).to.have.property('ChallengeName', 'CUSTOM_CHALLENGE');
      seen.add(challenge.Session);
    }
    expect(seen.size).to.equal(3);

    await refused(answer(pool, challenge, { ...alice, ANSWER: '7' }), ...incorrect);

    const { session } = pool.rounds.at(-1)?.request ?? {};
    expect((session as JsonObject[]).map(({ challengeResult }) => challengeResult)).to.deep.equal([
      false,
      false,
      false,
    ]);
  });

  it('leaves userNotFound out where the client does not prevent user existence errors', async () => {
    const pool = await poolWithAlice();

    await begin(pool, 'alice', { ClientId: 'legacyclient' });

    expect(pool.rounds[0]?.request).not.to.have.property('userNotFound');
  });
});

describe('ClientMetadata', () => {
  it('of InitiateAuth reaches no trigger', async () => {
    const pool = await poolWithAlice();

    await begin(pool, 'alice', { ClientMetadata: { language: 'de' } });

    for (const { request } of pool.rounds) expect(request).not.to.have.property('clientMetadata');
  });

  it('of RespondToAuthChallenge reaches all three, for that call only', async () => {
    const pool = await poolWithAlice();
    const ClientMetadata = { action: 'resend' };

    const again = await answer(
      pool,
      await begin(pool, 'alice'),
      { ...alice, ANSWER: '4' },
      { ClientMetadata },
    );
    expect(
      pool.rounds.slice(2).map(({ trigger, request }) => [trigger, request.clientMetadata]),
    ).to.deep.equal([
      ['VerifyAuthChallengeResponse', ClientMetadata],
      ['DefineAuthChallenge', ClientMetadata],
      ['CreateAuthChallenge', ClientMetadata],
    ]);

    pool.rounds.length = 0;
    await answer(pool, again, { ...alice, ANSWER: '4' });
    for (const { request } of pool.rounds) expect(request).not.to.have.property('clientMetadata');
  });
});

describe('what define decides', () => {
  it('may be tokens at once', async () => {
    const pool = await deciding({ issueTokens: true });

    expect(await begin(pool, 'alice')).to.have.nested.property('AuthenticationResult.AccessToken');
  });

  it('may be failure at once', async () => {
    await refused(begin(await deciding({ failAuthentication: true }), 'alice'), ...incorrect);
  });

  it('fails closed where it says both', async () => {
    const pool = await deciding({ issueTokens: true, failAuthentication: true });

    await refused(begin(pool, 'alice'), ...incorrect);
  });

  for (const challengeName of [null, '', 'SMS_MFA', 'SRP_A', 'custom_challenge']) {
    it(`may not be the challenge ${JSON.stringify(challengeName)}`, async () => {
      const pool = await deciding({ challengeName });

      await refused(begin(pool, 'alice'), 'InvalidLambdaResponseException', 'Unrecognizable lambda output');
    });
  }

  it('may be the password only where InitiateAuth carried SRP_A', async () => {
    const pool = await deciding({ challengeName: 'PASSWORD_VERIFIER' });

    await refused(begin(pool, 'alice'), 'InvalidParameterException', 'Missing required parameter SRP_A');
  });
});

describe('what create asks', () => {
  it('fails the sign-in without private parameters', async () => {
    await refused(begin(await creating({ privateChallengeParameters: {} }), 'alice'), ...incorrect);
    await refused(begin(await creating({ privateChallengeParameters: null }), 'alice'), ...incorrect);
  });

  it('cannot take the name USERNAME', async () => {
    const pool = await creating({ publicChallengeParameters: { USERNAME: 'mallory' } });

    expect(await begin(pool, 'alice')).to.have.nested.property('ChallengeParameters.USERNAME', 'alice');
  });

  it('may come without metadata, which the session then says', async () => {
    const pool = await creating({ challengeMetadata: null });

    await answer(pool, await begin(pool, 'alice'), { ...alice, ANSWER: '4' });

    expect(pool.rounds.at(-1)?.request).to.have.nested.property('session[0].challengeMetadata', null);
  });

  it('shows nothing of the answer to the client', async () => {
    const pool = await creating({
      privateChallengeParameters: { answer: 'open sesame' },
      challengeMetadata: 'xyzzy',
    });

    expect(JSON.stringify(await begin(pool, 'alice'))).not.to.match(/sesame|xyzzy/);
  });
});
