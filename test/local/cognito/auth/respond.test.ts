import { expect } from 'chai';
import { createSecretHash, createSrpSession, signSrpSession } from 'cognito-srp-helper';
import type { JsonObject } from '../../../../local/aws-service.ts';
import {
  admin,
  answer,
  answering,
  begin,
  captcha,
  deploymentWith,
  incorrect,
  legacyClient,
  password,
  passwordOnly,
  publicClient,
  refused,
  secretClient,
  type TestPool,
  testPool,
  userPoolId,
} from '../pool.ts';

const right = { USERNAME: 'alice', ANSWER: '5' };
const wrong = { USERNAME: 'alice', ANSWER: '4' };
const invalid = ['NotAuthorizedException', 'Invalid session for the user.'] as const;
const once = [
  'NotAuthorizedException',
  'Invalid session for the user, session can only be used once.',
] as const;
const user = { UserPoolId: userPoolId, Username: 'alice' };

async function asked(options: Parameters<typeof testPool>[0] = {}) {
  const pool = testPool(options);
  await pool.addUser('alice');
  await pool.addUser('bob');
  return { pool, challenge: await begin(pool, 'alice') };
}

describe('a Session', () => {
  it('is used once, by a right answer or a wrong one', async () => {
    const { pool, challenge } = await asked();

    await answer(pool, challenge, wrong);

    await refused(answer(pool, challenge, right), ...once);
  });

  it('is used once, by however many answers at the same moment', async () => {
    const { pool, challenge } = await asked();

    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, () => answer(pool, challenge, right)),
    );

    expect(answers.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
    expect(pool.rounds.filter(({ trigger }) => trigger === 'VerifyAuthChallengeResponse')).to.have.length(1);
  });

  it('is used up by an answer whose trigger fails', async () => {
    const { pool, challenge } = await asked({
      handlers: { ...captcha, VerifyAuthChallengeResponse: () => Promise.reject(new Error('no')) },
    });

    await refused(answer(pool, challenge, right), 'UserLambdaValidationException');
    await refused(answer(pool, challenge, right), ...once);
  });

  it('expires with the client’s session validity, which each round renews', async () => {
    const { pool, challenge } = await asked();

    pool.clock.now += 179_000;
    const next = await answer(pool, challenge, wrong);
    pool.clock.now += 179_000;
    const last = await answer(pool, next, wrong);
    pool.clock.now += 180_000;

    await refused(
      answer(pool, last, right),
      'NotAuthorizedException',
      'Invalid session for the user, session is expired.',
    );
  });

  it('is another user’s for another user, and used up by the try', async () => {
    const { pool, challenge } = await asked();

    await refused(answer(pool, challenge, { ...right, USERNAME: 'bob' }), ...invalid);
    await refused(answer(pool, challenge, right), ...once);
  });

  it('is of one client', async () => {
    const { pool, challenge } = await asked();

    await refused(answer(pool, challenge, right, { ClientId: legacyClient.id }), ...invalid);
  });

  it('is of one challenge', async () => {
    const { pool, challenge } = await asked();
    const claim = {
      PASSWORD_CLAIM_SECRET_BLOCK: 'eA==',
      PASSWORD_CLAIM_SIGNATURE: 'eA==',
      TIMESTAMP: 'Fri Jan 2 03:04:05 UTC 2026',
    };

    await refused(
      pool.call('RespondToAuthChallenge', {
        ClientId: publicClient.id,
        ChallengeName: 'PASSWORD_VERIFIER',
        Session: challenge.Session ?? null,
        ChallengeResponses: { USERNAME: 'alice', ...claim },
      }),
      ...invalid,
    );
  });

  it('that has grown beyond 8192 characters is given out, and refused when it comes back', async () => {
    const { pool, challenge } = await asked({
      handlers: {
        ...captcha,
        CreateAuthChallenge: answering({
          privateChallengeParameters: { answer: '5', note: 'x'.repeat(5000) },
        }),
      },
    });

    expect(challenge.Session).to.have.length.within(8193, 9000);
    await refused(
      answer(pool, challenge, right),
      'InvalidParameterException',
      /^1 validation error detected: Value at 'session' failed.* less than or equal to 8192$/,
    );
  });

  it('has to be one', async () => {
    const { pool } = await asked();

    await refused(answer(pool, { Session: 'x'.repeat(20) }, right), ...invalid);
    await refused(answer(pool, {}, right), 'InvalidParameterException', 'Missing required parameter Session');
    await refused(
      answer(pool, { Session: 'short' }, right),
      'InvalidParameterException',
      /^1 validation error detected: Value at 'session'/,
    );
  });
});

describe('an answer', () => {
  it('needs USERNAME and ANSWER, and leaves the session alone without', async () => {
    const { pool, challenge } = await asked();

    await refused(
      answer(pool, challenge, { USERNAME: 'alice' }),
      'InvalidParameterException',
      'Missing required parameter ANSWER',
    );
    await refused(
      answer(pool, challenge, { ANSWER: '5' }),
      'InvalidParameterException',
      'Missing required parameter USERNAME',
    );

    expect(await answer(pool, challenge, right)).to.have.property('AuthenticationResult');
  });

  it('may be empty: verify judges it', async () => {
    const { pool, challenge } = await asked();

    await answer(pool, challenge, { USERNAME: 'alice', ANSWER: '' });

    expect(pool.rounds[2]?.request).to.have.property('challengeAnswer', '');
  });

  it('may be 131072 characters long, and no longer', async () => {
    const { pool, challenge } = await asked();

    await refused(
      answer(pool, challenge, { USERNAME: 'alice', ANSWER: 'x'.repeat(131_073) }),
      'InvalidParameterException',
    );
    expect(
      await answer(pool, challenge, { USERNAME: 'alice', ANSWER: 'x'.repeat(131_072) }),
    ).to.have.property('Session');
  });

  it('may name the user by the real name or as in InitiateAuth', async () => {
    const pool = testPool({ deployment: deploymentWith({ pool: { usernameAttributes: ['email'] } }) });
    await pool.addUser('alice@example.com', { email: 'alice@example.com' });
    const first = await begin(pool, 'Alice@example.com');
    const { USERNAME } = first.ChallengeParameters as Record<string, string>;

    expect(USERNAME).to.match(/^[0-9a-f-]{36}$/);
    const second = await answer(pool, first, { USERNAME: USERNAME ?? '', ANSWER: '4' });
    expect(await answer(pool, second, { USERNAME: 'alice@example.com', ANSWER: '5' })).to.have.property(
      'AuthenticationResult',
    );
  });

  it('carries a SECRET_HASH over the name that it gives', async () => {
    const { pool } = await asked();
    const SECRET_HASH = createSecretHash('alice', secretClient.id, 's3cret');
    const challenge = await begin(pool, 'alice', {
      ClientId: secretClient.id,
      AuthParameters: { SECRET_HASH },
    });
    const more = { ClientId: secretClient.id };

    await refused(
      answer(pool, challenge, right, more),
      'NotAuthorizedException',
      /SECRET_HASH was not received$/,
    );
    expect(await answer(pool, challenge, { ...right, SECRET_HASH }, more)).to.have.property(
      'AuthenticationResult',
    );
  });

  it('is to a challenge that this Cognito has', async () => {
    const { pool, challenge } = await asked();
    const respond = (ChallengeName: string) =>
      pool.call('RespondToAuthChallenge', {
        ClientId: publicClient.id,
        ChallengeName,
        Session: challenge.Session ?? null,
        ChallengeResponses: right,
      });

    await refused(
      respond('WEB_AUTHN'),
      'InvalidParameterException',
      'WEB_AUTHN is not implemented in this local Cognito.',
    );
    await refused(
      respond('RIDDLE'),
      'InvalidParameterException',
      /'RIDDLE' at 'challengeName' failed to satisfy constraint/,
    );
  });

  it('comes too late from a user who was disabled or deleted meanwhile', async () => {
    const { pool, challenge } = await asked();
    await pool.call('AdminDisableUser', user, admin);
    await refused(answer(pool, challenge, right), 'NotAuthorizedException', 'User is disabled.');

    await pool.call('AdminEnableUser', user, admin);
    const [hidden, open] = [
      await begin(pool, 'alice'),
      await begin(pool, 'alice', { ClientId: legacyClient.id }),
    ];
    await pool.call('AdminDeleteUser', user, admin);
    await pool.addUser('alice');
    await refused(answer(pool, hidden, right), ...incorrect);
    await refused(answer(pool, open, right, { ClientId: legacyClient.id }), 'UserNotFoundException');
  });
});

describe('PASSWORD_VERIFIER', function () {
  // These clients compute with JavaScript's own numbers, which takes its time on a busy machine.
  this.timeout(60_000);

  /** Starts with SRP_A; gives what the client answers, given the password it believes in. */
  async function exchange(pool: TestPool, name: string, typed: string) {
    const session = createSrpSession(name, typed, userPoolId, false);
    const challenge = await begin(pool, name, {
      AuthParameters: { SRP_A: session.largeA, CHALLENGE_NAME: 'SRP_A' },
    });
    const parameters = challenge.ChallengeParameters as Record<string, string>;
    const { secret, passwordSignature, timestamp } = signSrpSession(session, {
      ChallengeParameters: parameters,
    });
    const responses = {
      USERNAME: parameters.USER_ID_FOR_SRP ?? '',
      PASSWORD_CLAIM_SECRET_BLOCK: secret,
      PASSWORD_CLAIM_SIGNATURE: passwordSignature,
      TIMESTAMP: timestamp,
    };
    return { challenge, parameters, responses };
  }
  const respond = (pool: TestPool, ChallengeResponses: JsonObject, Session: JsonObject['Session'] = null) =>
    pool.call('RespondToAuthChallenge', {
      ClientId: publicClient.id,
      ChallengeName: 'PASSWORD_VERIFIER',
      Session: Session ?? null,
      ChallengeResponses,
    });
  async function poolWithAlice() {
    const pool = testPool({ handlers: passwordOnly });
    await pool.addUser('alice');
    return pool;
  }

  it('signs in with the right password, and tells define', async () => {
    const pool = await poolWithAlice();
    const { challenge, parameters, responses } = await exchange(pool, 'alice', password);

    expect(parameters).to.have.all.keys('SALT', 'SECRET_BLOCK', 'SRP_B', 'USERNAME', 'USER_ID_FOR_SRP');
    expect(await respond(pool, responses, challenge.Session)).to.have.property('AuthenticationResult');
    expect(pool.rounds.at(-1)?.request.session).to.deep.equal([
      { challengeName: 'SRP_A', challengeResult: true, challengeMetadata: null },
      { challengeName: 'PASSWORD_VERIFIER', challengeResult: true, challengeMetadata: null },
    ]);
  });

  it('needs no Session: the secret block says which challenge it is, and is used once as well', async () => {
    const pool = await poolWithAlice();
    const { responses } = await exchange(pool, 'alice', password);

    expect(await respond(pool, responses)).to.have.property('AuthenticationResult');
    await refused(respond(pool, responses), ...once);
  });

  it('ends with a wrong password, of which define does not hear', async () => {
    const pool = await poolWithAlice();
    const { challenge, responses } = await exchange(pool, 'alice', 'Wrong-horse-7');

    await refused(respond(pool, responses, challenge.Session), ...incorrect);
    expect(pool.rounds).to.have.length(1);
  });

  it('looks the same for an unknown user, and never succeeds', async () => {
    const pool = await poolWithAlice();
    const known = await exchange(pool, 'alice', password);
    const unknown = await exchange(pool, 'nobody', password);
    const again = await exchange(pool, 'nobody', password);

    expect(Object.keys(unknown.parameters)).to.deep.equal(Object.keys(known.parameters));
    expect(unknown.parameters.SALT).to.equal(again.parameters.SALT).and.not.to.equal(known.parameters.SALT);
    expect(unknown.parameters.SRP_B).not.to.equal(again.parameters.SRP_B);
    await refused(respond(pool, unknown.responses, unknown.challenge.Session), ...incorrect);
  });

  it('needs each part of the claim, and a time in Cognito’s format', async () => {
    const pool = await poolWithAlice();
    const { responses } = await exchange(pool, 'alice', password);

    for (const name of ['PASSWORD_CLAIM_SECRET_BLOCK', 'PASSWORD_CLAIM_SIGNATURE', 'TIMESTAMP']) {
      const rest = Object.fromEntries(Object.entries(responses).filter(([key]) => key !== name));
      await refused(respond(pool, rest), 'InvalidParameterException', `Missing required parameter ${name}`);
    }
    for (const TIMESTAMP of [
      '2026-01-02T03:04:05Z',
      'Fri Jan 32 03:04:05 UTC 2026',
      'Fri Jan 2 24:04:05 UTC 2026',
    ])
      await refused(
        respond(pool, { ...responses, TIMESTAMP }),
        'InvalidParameterException',
        /^TIMESTAMP format should be/,
      );
  });

  it('is asked again, later in the flow, with the SRP_A of the first call', async () => {
    const pool = testPool({
      handlers: {
        ...captcha,
        DefineAuthChallenge: answering(({ request: { session } }) => ({
          challengeName: session.length < 2 ? 'CUSTOM_CHALLENGE' : 'PASSWORD_VERIFIER',
        })),
      },
    });
    await pool.addUser('alice');

    const first = await begin(pool, 'alice', { AuthParameters: { SRP_A: 'abc', CHALLENGE_NAME: 'SRP_A' } });

    expect(await answer(pool, first, right)).to.have.property('ChallengeName', 'PASSWORD_VERIFIER');
  });
});
