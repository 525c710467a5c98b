import { expect } from 'chai';
import { documented } from '../documented-define.ts';
import { incorrect, password, refused, type TestPool, testPool } from '../pool.ts';
import { passPassword } from '../srp-client.ts';

const exceeded = ['NotAuthorizedException', 'Password attempts exceeded'] as const;
const MINUTE = 60_000;

async function poolWithAlice() {
  const pool = testPool({ handlers: documented });
  await pool.addUser('alice');
  return pool;
}

describe('a wrong password in a custom flow', () => {
  it('makes the user wait after the fifth, longer after each further one, whoever gives it', async () => {
    const pool = await poolWithAlice();
    for (let count = 0; count < 5; count++) await refused(passPassword(pool, 'alice', 'wrong'), ...incorrect);
    await refused(passPassword(pool, 'alice', password), ...exceeded);

    pool.clock.now += 1000;
    await refused(passPassword(pool, 'alice', 'wrong'), ...incorrect);
    pool.clock.now += 1000;
    await refused(passPassword(pool, 'alice', password), ...exceeded);
    pool.clock.now += 1000;
    expect(await passPassword(pool, 'alice', password)).to.have.property('ChallengeName');
  });

  it('is forgotten after a right one, and after fifteen minutes without any', async () => {
    const waits = async (pool: TestPool) => {
      pool.clock.now += 15 * MINUTE;
    };
    const isRight = async (pool: TestPool) => {
      await passPassword(pool, 'alice', password);
    };
    for (const forget of [waits, isRight]) {
      const pool = await poolWithAlice();
      for (let count = 0; count < 4; count++)
        await refused(passPassword(pool, 'alice', 'wrong'), ...incorrect);
      await forget(pool);

      for (let count = 0; count < 4; count++)
        await refused(passPassword(pool, 'alice', 'wrong'), ...incorrect);
      expect(await passPassword(pool, 'alice', password)).to.have.property('ChallengeName');
    }
  });

  it('makes an unknown user wait, too', async () => {
    const pool = await poolWithAlice();
    for (let count = 0; count < 5; count++)
      await refused(passPassword(pool, 'nobody', 'wrong'), ...incorrect);

    await refused(passPassword(pool, 'nobody', 'wrong'), ...exceeded);
    expect(await passPassword(pool, 'alice', password)).to.have.property('ChallengeName');
  });
});
