import { expect } from 'chai';
import type { JsonObject } from '../../../../local/aws-service.ts';
import { admin, refused, testPool, userPoolId } from '../pool.ts';

async function setUp() {
  const pool = testPool();
  await pool.addUser('alice', { given_name: 'Alice "Al"', phone_number: '+491701234567' });
  await pool.addUser('albert', { email: 'albert@example.org' });
  await pool.addUser('bob');
  await pool.call('AdminDisableUser', { UserPoolId: userPoolId, Username: 'bob' }, admin);
  const list = (input: JsonObject = {}) =>
    pool.call('ListUsers', { UserPoolId: userPoolId, ...input }, admin);
  const names = async (input: JsonObject = {}) =>
    ((await list(input)).Users as JsonObject[]).map(({ Username }) => Username);
  return { pool, list, names };
}

describe('ListUsers', () => {
  it('gives all users, in the order of their creation', async () => {
    const { list } = await setUp();
    const { Users, PaginationToken } = await list();

    expect((Users as JsonObject[]).map(({ Username }) => Username)).to.deep.equal(['alice', 'albert', 'bob']);
    expect((Users as JsonObject[])[0]).to.include({ Enabled: true, UserStatus: 'CONFIRMED' });
    expect(PaginationToken).to.equal(undefined);
  });

  for (const [Filter, expected] of [
    ['email = "alice@example.com"', ['alice']],
    ['email ^= "al"', ['alice', 'albert']],
    ['"email"="alice@example.com"', ['alice']],
    ['username = "bob"', ['bob']],
    ['given_name = "Alice \\"Al\\""', ['alice']],
    ['phone_number ^= "+49"', ['alice']],
    ['cognito:user_status = "CONFIRMED"', ['alice', 'albert', 'bob']],
    ['cognito:user_status ^= "conf"', ['alice', 'albert', 'bob']],
    ['status = "Disabled"', ['bob']],
    ['status = "disabled"', []],
    ['phone_number ^= ""', ['alice']],
    ['email = "al"', []],
    ['', ['alice', 'albert', 'bob']],
  ] as const) {
    it(`finds [${expected}] by ${Filter || 'no filter'}`, async () => {
      expect(await (await setUp()).names({ Filter })).to.deep.equal(expected);
    });
  }

  for (const Filter of ['custom:team = "x"', 'email > "a"', 'email = a', 'constructor = "a"']) {
    it(`refuses the filter ${Filter}`, async () => {
      await refused((await setUp()).list({ Filter }), 'InvalidParameterException');
    });
  }

  it('goes page by page, through all', async () => {
    const { list } = await setUp();
    const first = await list({ Limit: 2 });
    const second = await list({ Limit: 2, PaginationToken: first.PaginationToken ?? null });

    expect(first.Users).to.have.length(2);
    expect(second.Users).to.have.length(1);
    expect(second).not.to.have.property('PaginationToken');
    await refused(list({ PaginationToken: 'nonsense' }), 'InvalidParameterException');
    await refused(list({ Limit: 61 }), 'InvalidParameterException');
  });

  it('gives the attributes that are asked for', async () => {
    const { Users } = await (await setUp()).list({ AttributesToGet: ['email'], Limit: 1 });

    expect((Users as JsonObject[])[0]?.Attributes).to.deep.equal([
      { Name: 'email', Value: 'alice@example.com' },
    ]);
  });
});
