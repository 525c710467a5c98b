import { expect } from 'chai';
import { createSrpSession, signSrpSession } from 'cognito-srp-helper';
import { checkPassword, poolName, temporaryPassword, verifierOf } from '../../../local/cognito/passwords.ts';
import { DEFAULT_PASSWORD_POLICY, type PasswordPolicy } from '../../../local/deployment.ts';
import {
  admin,
  begin,
  deploymentWith,
  passwordOnly,
  publicClient,
  refused,
  type TestPool,
  testPool,
  userPoolId,
} from './pool.ts';

const lax: PasswordPolicy = {
  ...DEFAULT_PASSWORD_POLICY,
  minimumLength: 6,
  requireLowercase: false,
  requireUppercase: false,
  requireNumbers: false,
  requireSymbols: false,
};
const check = (password: string, policy: Partial<PasswordPolicy> = {}) =>
  checkPassword({ passwordPolicy: { ...lax, ...policy } }, password);

describe('passwords', () => {
  const rules: readonly (readonly [password: string, policy: Partial<PasswordPolicy>, message: string])[] = [
    ['seven77', { minimumLength: 8 }, 'Password not long enough'],
    // Characters, not UTF-16 units.
    ['👍👍👍👍👍', { minimumLength: 6 }, 'Password not long enough'],
    ['lower-case', { requireUppercase: true }, 'Password must have uppercase characters'],
    ['UPPER-CASE', { requireLowercase: true }, 'Password must have lowercase characters'],
    ['no-numbers', { requireNumbers: true }, 'Password must have numeric characters'],
    ['nosymbols1', { requireSymbols: true }, 'Password must have symbol characters'],
    ['Correcthorse7 ', { requireSymbols: true }, 'Password must have symbol characters'],
  ];
  for (const [password, policy, message] of rules) {
    it(`are refused where the policy says ${JSON.stringify(policy)}, as ${password}, and not otherwise`, () => {
      expect(() => check(password, policy))
        .to.throw(`Password did not conform with policy: ${message}`)
        .with.property('code', 'InvalidPasswordException');
      expect(() => check(password, { minimumLength: 5 })).not.to.throw();
    });
  }

  it('count a space as a symbol inside', () => {
    expect(() => check('Correct horse 7', DEFAULT_PASSWORD_POLICY)).not.to.throw();
  });

  for (const minimumLength of [6, 8, 12, 13, 99]) {
    it(`are made so that they fit a policy of ${minimumLength} characters, and no two alike`, () => {
      const policy = { ...DEFAULT_PASSWORD_POLICY, minimumLength };
      const made = Array.from({ length: 200 }, () => temporaryPassword(policy));

      for (const password of made) expect(() => check(password, policy)).not.to.throw();
      expect(new Set(made).size).to.equal(200);
    });
  }

  it('are kept as a verifier with a new salt each time', () => {
    const [one, other] = [1, 2].map(() => verifierOf('eu-central-1_Abc123xyz', 'alice', 'Correct-horse-7'));

    expect(one?.salt).not.to.equal(other?.salt);
    expect(one?.verifier).not.to.equal(other?.verifier);
  });

  it('are hashed with the part of the pool’s id behind the underscore', () => {
    expect(poolName('eu-central-1_Abc123xyz')).to.equal('Abc123xyz');
  });

  it('may not be used again for as long as the policy says, the current one included', async () => {
    const passwordPolicy = { ...DEFAULT_PASSWORD_POLICY, historySize: 2 };
    const pool = testPool({ deployment: deploymentWith({ pool: { passwordPolicy } }) });
    await pool.addUser('alice');
    const set = (Password: string) =>
      pool.call(
        'AdminSetUserPassword',
        { UserPoolId: userPoolId, Username: 'alice', Password, Permanent: true },
        admin,
      );

    await set('First-password-1');
    await refused(set('First-password-1'), 'PasswordHistoryPolicyViolationException');
    await set('Second-password-2');
    await refused(set('First-password-1'), 'PasswordHistoryPolicyViolationException');
    await set('Third-password-3');
    expect(await set('First-password-1')).to.deep.equal({});
  });

  it('may be used again where there is no history', async () => {
    const pool = testPool();
    await pool.addUser('alice');
    const again = { UserPoolId: userPoolId, Username: 'alice', Password: 'Correct-horse-7', Permanent: true };

    expect(await pool.call('AdminSetUserPassword', again, admin)).to.deep.equal({});
  });
});

describe('a temporary password', () => {
  const expired = 'Temporary password has expired and must be reset by an administrator.';
  const days = 86_400_000;

  it('works for the days of the policy, and RESEND makes another', async () => {
    const passwordPolicy = { ...DEFAULT_PASSWORD_POLICY, temporaryPasswordValidityDays: 3 };
    const pool = testPool({
      handlers: passwordOnly,
      deployment: deploymentWith({ pool: { passwordPolicy } }),
    });
    const create = (TemporaryPassword: string, MessageAction: string) =>
      pool.call(
        'AdminCreateUser',
        { UserPoolId: userPoolId, Username: 'alice', TemporaryPassword, MessageAction },
        admin,
      );
    await create('Temporary-1', 'SUPPRESS');

    pool.clock.now += 3 * days - 1;
    expect(await outcome(pool, 'Temporary-1')).not.to.equal(expired);
    pool.clock.now += 1;
    expect(await outcome(pool, 'Temporary-1')).to.equal(expired);
    // Who does not know it learns nothing of that.
    expect(await outcome(pool, 'Temporary-9')).to.equal('Incorrect username or password.');

    await create('Temporary-2', 'RESEND');
    expect(await outcome(pool, 'Temporary-2')).not.to.equal(expired);
  });

  it('that became a permanent one does not expire', async () => {
    const pool = testPool({ handlers: passwordOnly });
    await pool.addUser('alice');
    pool.clock.now += 400 * days;

    expect(await outcome(pool, 'Correct-horse-7')).to.equal('signed in');
  });
});

/** Signs in with the password first: what comes of it. */
async function outcome(pool: TestPool, password: string): Promise<string> {
  const session = createSrpSession('alice', password, userPoolId, false);
  const challenge = await begin(pool, 'alice', {
    AuthParameters: { CHALLENGE_NAME: 'SRP_A', SRP_A: session.largeA },
  });
  const parameters = challenge.ChallengeParameters as Record<string, string>;
  const signed = signSrpSession(session, challenge);
  const answered = pool.call('RespondToAuthChallenge', {
    ClientId: publicClient.id,
    ChallengeName: 'PASSWORD_VERIFIER',
    Session: challenge.Session ?? null,
    ChallengeResponses: {
      USERNAME: 'alice',
      PASSWORD_CLAIM_SECRET_BLOCK: parameters.SECRET_BLOCK ?? '',
      PASSWORD_CLAIM_SIGNATURE: signed.passwordSignature,
      TIMESTAMP: signed.timestamp,
    },
  });
  return answered.then(
    ({ AuthenticationResult }) => (AuthenticationResult ? 'signed in' : 'goes on'),
    (error: Error) => error.message,
  );
}
