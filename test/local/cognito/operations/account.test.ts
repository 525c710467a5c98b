import { expect } from 'chai';
import { DEFAULT_PASSWORD_POLICY, type UserPool } from '../../../../local/deployment.ts';
import {
  admin,
  begin,
  deploymentWith,
  incorrect,
  legacyClient,
  password,
  refused,
  signIn,
  testPool,
  userPoolId,
} from '../pool.ts';

async function signedIn(changes: Partial<UserPool> = {}) {
  const pool = testPool({ deployment: deploymentWith({ pool: changes }) });
  await pool.addUser('alice');
  const { AccessToken = '', RefreshToken = '' } = await signIn(pool, 'alice');
  const change = (PreviousPassword: string | null, ProposedPassword: string) =>
    pool.call('ChangePassword', { AccessToken, PreviousPassword, ProposedPassword });
  return { pool, AccessToken, RefreshToken, change };
}

describe('ChangePassword', () => {
  it('takes the current password for a new one', async () => {
    const { change } = await signedIn();

    expect(await change(password, 'Another-horse-8')).to.deep.equal({});

    await refused(change(password, 'Third-horse-9'), ...incorrect);
    expect(await change('Another-horse-8', 'Third-horse-9')).to.deep.equal({});
  });

  it('takes no other, and not none', async () => {
    const { change } = await signedIn();

    await refused(change('Wrong-horse-7', 'Another-horse-8'), ...incorrect);
    await refused(change(null, 'Another-horse-8'), ...incorrect);
  });

  it('lets nobody guess the password with a token that was found', async () => {
    const { pool, change } = await signedIn();
    for (let guess = 0; guess < 5; guess++)
      await refused(change(`Wrong-horse-${guess}`, 'Another-horse-8'), ...incorrect);

    const limit = ['LimitExceededException', 'Attempt limit exceeded, please try after some time.'] as const;
    await refused(change(password, 'Another-horse-8'), ...limit);
    const { AccessToken = '' } = await signIn(pool, 'alice');
    pool.clock.now += 3_599_999;
    const input = { AccessToken, PreviousPassword: password, ProposedPassword: 'Another-horse-8' };
    await refused(pool.call('ChangePassword', input), ...limit);
    pool.clock.now += 1;
    const { AccessToken: fresh = '' } = await signIn(pool, 'alice');
    expect(await pool.call('ChangePassword', { ...input, AccessToken: fresh })).to.deep.equal({});
  });

  it('keeps to the policy', async () => {
    const { change } = await signedIn({
      passwordPolicy: { ...DEFAULT_PASSWORD_POLICY, minimumLength: 10, historySize: 3 },
    });

    await refused(change(password, 'Short-1'), 'InvalidPasswordException', /not long enough$/);
    await refused(change(password, password), 'PasswordHistoryPolicyViolationException');
  });
});

describe('DeleteUser', () => {
  it('deletes the user, and ends what was signed in', async () => {
    const { pool, AccessToken } = await signedIn();

    expect(await pool.call('DeleteUser', { AccessToken })).to.deep.equal({});

    await refused(
      pool.call('AdminGetUser', { UserPoolId: userPoolId, Username: 'alice' }, admin),
      'UserNotFoundException',
    );
    await refused(pool.call('GetUser', { AccessToken }), 'NotAuthorizedException');
    await refused(begin(pool, 'alice', { ClientId: legacyClient.id }), 'UserNotFoundException');
  });
});
