import { expect } from 'chai';
import { seedDemoUser } from '../../../local/demo/demo-user.ts';
import { DEFAULT_PASSWORD_POLICY, type UserPool } from '../../../local/deployment.ts';
import {
  admin,
  attribute,
  captcha,
  deploymentWith,
  signIn,
  testPool,
  triggersBesides,
  userPoolId,
} from '../cognito/pool.ts';

async function seeded(changes: Partial<UserPool>) {
  const deployment = deploymentWith({ pool: changes });
  const pool = testPool({ deployment });
  return { pool, user: await seedDemoUser(deployment.userPool, pool.service) };
}

describe('the demo user', () => {
  const pools: readonly (readonly [changes: Partial<UserPool>, username: string])[] = [
    [{}, 'demo'],
    [{ usernameAttributes: ['email'] }, 'demo@example.com'],
    [{ usernameAttributes: ['phone_number', 'email'] }, '+15555550100'],
    [{ aliasAttributes: ['email', 'phone_number'] }, 'demo'],
    [{ passwordPolicy: { ...DEFAULT_PASSWORD_POLICY, minimumLength: 99 } }, 'demo'],
    [{ selfSignUpEnabled: false, verifiedBeforeUpdate: ['email'] }, 'demo'],
    [
      {
        schema: [
          attribute('given_name', { required: true, minimum: 9 }),
          attribute('birthdate', { required: true }),
          attribute('updated_at', { required: true, type: 'Number' }),
          attribute('nickname', { required: true, maximum: 2 }),
          attribute('name', { mutable: false }),
          attribute('custom:level', { type: 'Number' }),
        ],
      },
      'demo',
    ],
  ];
  for (const [changes, username] of pools) {
    it(`signs in as ${username} to a pool with ${JSON.stringify(changes)}`, async () => {
      const { pool, user } = await seeded(changes);

      expect(user.username).to.equal(username);
      const tokens = await signIn(pool, username);
      expect(tokens).to.have.property('AccessToken');
      // An own change passes only where everything that is required is there.
      const change = {
        AccessToken: tokens.AccessToken ?? '',
        UserAttributes: [{ Name: 'locale', Value: 'de' }],
      };
      expect(await pool.call('UpdateUserAttributes', change)).to.deep.equal({});
    });
  }

  it('says who refused it', async () => {
    const deployment = deploymentWith({ pool: { lambdaConfig: triggersBesides('PreSignUp') } });
    const pool = testPool({
      deployment,
      handlers: {
        ...captcha,
        PreSignUp: () => {
          throw new Error('staff only');
        },
      },
    });
    const error: unknown = await seedDemoUser(deployment.userPool, pool.service).catch(thrown => thrown);
    expect(error)
      .to.be.instanceOf(Error)
      .with.property('message')
      .that.matches(/^The demo user demo was refused: PreSignUp failed with error staff only\. Let the pool/);
    const list = await pool.call('ListUsers', { UserPoolId: userPoolId }, admin);
    expect(list.Users).to.deep.equal([]);
  });
});
