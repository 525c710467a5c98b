import { expect } from 'chai';
import { createSecretHash } from 'cognito-srp-helper';
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
  publicClient,
  refused,
  secretClient,
  signIn,
  testPool,
  userPoolId,
} from '../pool.ts';

const legacy = { ClientId: legacyClient.id };
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('InitiateAuth', () => {
  it('needs a user name', async () => {
    const call = testPool().call('InitiateAuth', { ClientId: publicClient.id, AuthFlow: 'CUSTOM_AUTH' });

    await refused(call, 'InvalidParameterException', 'Missing required parameter USERNAME');
  });

  it('needs SRP_A where the client says that it begins with it', async () => {
    const call = begin(testPool(), 'alice', { AuthParameters: { CHALLENGE_NAME: 'SRP_A' } });

    await refused(call, 'InvalidParameterException', 'Missing required parameter SRP_A');
  });

  for (const SRP_A of ['0', '', 'no number']) {
    it(`refuses the SRP_A “${SRP_A}” before any trigger runs`, async () => {
      const pool = testPool();
      await pool.addUser('alice');

      await refused(
        begin(pool, 'alice', { AuthParameters: { SRP_A } }),
        'InvalidParameterException',
        'Invalid SRP_A',
      );
      expect(pool.rounds).to.deep.equal([]);
    });
  }

  it('starts without the password where CHALLENGE_NAME is CUSTOM_CHALLENGE, whatever else there is', async () => {
    const pool = testPool();
    await pool.addUser('alice');

    for (const more of [{}, { SRP_A: 'abc' }]) {
      const AuthParameters = { CHALLENGE_NAME: 'CUSTOM_CHALLENGE', ...more };
      expect(await begin(pool, 'alice', { AuthParameters })).to.include({
        ChallengeName: 'CUSTOM_CHALLENGE',
      });
      expect(pool.rounds.at(-1)?.request.session).to.deep.equal([]);
    }
    await refused(
      begin(pool, 'alice', { AuthParameters: { CHALLENGE_NAME: 'PASSWORD_VERIFIER' } }),
      'InvalidParameterException',
      'Invalid CHALLENGE_NAME',
    );
  });

  it('shows define the SRP_A entry only where CHALLENGE_NAME says so', async () => {
    const pool = testPool();
    await pool.addUser('alice');

    await begin(pool, 'alice', { AuthParameters: { SRP_A: 'abc' } });
    expect(pool.rounds[0]?.request.session).to.deep.equal([]);

    pool.rounds.length = 0;
    await begin(pool, 'alice', { AuthParameters: { SRP_A: 'abc', CHALLENGE_NAME: 'SRP_A' } });
    expect(pool.rounds[0]?.request.session).to.deep.equal([
      { challengeName: 'SRP_A', challengeResult: true, challengeMetadata: null },
    ]);
  });

  it('checks SECRET_HASH over the user name as typed', async () => {
    const pool = testPool({ deployment: deploymentWith({ pool: { aliasAttributes: ['email'] } }) });
    await pool.addUser('alice');
    const hash = (name: string) => ({
      ClientId: secretClient.id,
      AuthParameters: { SECRET_HASH: createSecretHash(name, secretClient.id, 's3cret') },
    });

    await begin(pool, 'alice@example.com', hash('alice@example.com'));
    await refused(
      begin(pool, 'alice@example.com', hash('alice')),
      'NotAuthorizedException',
      /^SecretHash does not match/,
    );
    await refused(
      begin(pool, 'alice', { ClientId: secretClient.id }),
      'NotAuthorizedException',
      /was not received$/,
    );
  });

  it('gives the real user name, also where an alias was typed', async () => {
    const pool = testPool({ deployment: deploymentWith({ pool: { aliasAttributes: ['email'] } }) });
    await pool.addUser('alice');

    const challenge = await begin(pool, 'ALICE@example.com');

    expect(challenge).to.have.nested.property('ChallengeParameters.USERNAME', 'alice');
    expect(pool.rounds.map(({ userName }) => userName)).to.deep.equal(['alice', 'alice']);
  });
});

describe('a user who may not sign in', () => {
  it('is named as disabled, whatever the client prevents', async () => {
    const pool = testPool();
    await pool.addUser('alice');
    await pool.call('AdminDisableUser', { UserPoolId: userPoolId, Username: 'alice' }, admin);

    await refused(begin(pool, 'alice'), 'NotAuthorizedException', 'User is disabled.');
    await refused(begin(pool, 'alice', legacy), 'NotAuthorizedException', 'User is disabled.');
    expect(pool.rounds).to.deep.equal([]);
  });

  it('is named as unconfirmed', async () => {
    const pool = testPool();
    await pool.call('SignUp', { ClientId: publicClient.id, Username: 'alice', Password: password });

    await refused(begin(pool, 'alice'), 'UserNotConfirmedException', 'User is not confirmed.');
  });

  it('does not include one with a temporary password, which custom challenges do not ask for', async () => {
    const pool = testPool();
    await pool.call('AdminCreateUser', { UserPoolId: userPoolId, Username: 'alice' }, admin);

    expect(await signIn(pool, 'alice')).to.have.property('AccessToken');
    expect(pool.rounds[0]?.request).to.have.nested.property(
      'userAttributes.cognito:user_status',
      'FORCE_CHANGE_PASSWORD',
    );
  });
});

describe('an unknown user', () => {
  it('is named as such by a client that does not prevent it', async () => {
    const pool = testPool();

    await refused(begin(pool, 'nobody', legacy), 'UserNotFoundException', 'User does not exist.');
    expect(pool.rounds).to.deep.equal([]);
  });

  it('gets the same answers as a known one, and a UUID that is always the same', async () => {
    const pool = testPool();
    await pool.addUser('alice');

    const known = await begin(pool, 'alice');
    const unknown = await begin(pool, 'nobody');
    const again = await begin(pool, 'NOBODY');
    const other = await begin(pool, 'nobody2');

    const shape = ({ ChallengeName, Session, ChallengeParameters }: JsonObject) => [
      ChallengeName,
      String(Session).length,
      Object.keys(ChallengeParameters as JsonObject),
    ];
    const name = ({ ChallengeParameters }: JsonObject) => (ChallengeParameters as JsonObject).USERNAME;
    expect(shape(unknown)).to.deep.equal(shape(known));
    // With plain user names that tells them apart, as on AWS.
    expect(name(known)).to.equal('alice');
    expect(name(unknown)).to.match(uuid).and.to.equal(name(again));
    expect(name(other)).to.match(uuid).and.not.to.equal(name(unknown));
  });

  it('is told to the triggers, with no attributes', async () => {
    const pool = testPool();

    const challenge = await begin(pool, 'nobody');
    await answer(pool, challenge, { USERNAME: 'nobody', ANSWER: '4' });

    expect(pool.rounds).to.have.length(5);
    for (const { request } of pool.rounds)
      expect(request).to.deep.include({ userAttributes: {}, userNotFound: true });
  });

  it('never signs in, even where define says so', async () => {
    const pool = testPool({
      handlers: { ...captcha, DefineAuthChallenge: answering({ issueTokens: true }) },
    });
    await refused(begin(pool, 'nobody'), ...incorrect);

    const loop = testPool();
    const challenge = await begin(loop, 'nobody');
    await refused(answer(loop, challenge, { USERNAME: 'nobody', ANSWER: '5' }), ...incorrect);
  });

  it('stays unknown in a sign-in that began before the user was made', async () => {
    const pool = testPool();
    const challenge = await begin(pool, 'alice');
    await pool.addUser('alice');

    await refused(answer(pool, challenge, { USERNAME: 'alice', ANSWER: '5' }), ...incorrect);
  });
});
