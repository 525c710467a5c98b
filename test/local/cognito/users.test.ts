import { expect } from 'chai';
import { createUsers, type User } from '../../../local/cognito/users.ts';
import type { UserPool } from '../../../local/deployment.ts';
import { deploymentWith } from './pool.ts';

const user = (name: string, attributes: Record<string, string> = {}): User => ({
  name,
  sub: `sub of ${name}`,
  attributes,
  status: 'CONFIRMED',
  enabled: true,
  password: { salt: 1n, verifier: 2n },
  passwordSetAt: 1,
  earlierPasswords: [],
  createdAt: 1,
  modifiedAt: 1,
  codes: {},
});

function usersOf(pool: Partial<UserPool>, ...all: User[]) {
  const users = createUsers(deploymentWith({ pool }).userPool, () => 99);
  for (const one of all) users.add(one);
  return users;
}

describe('users', () => {
  it('are found by name, in any case unless the pool minds it', () => {
    expect(usersOf({}, user('Alice')).find('aLICE')?.name).to.equal('Alice');
    expect(usersOf({ usernameCaseSensitive: true }, user('Alice')).find('alice')).to.equal(undefined);
    expect(usersOf({}, user('alice')).find('')).to.equal(undefined);
  });

  it('are not found by an address where the pool has no such alias', () => {
    expect(
      usersOf({}, user('alice', { email: 'a@example.com', email_verified: 'true' })).find('a@example.com'),
    ).to.equal(undefined);
  });

  it('are found by an alias once it is verified', () => {
    const pool = { aliasAttributes: ['email', 'phone_number', 'preferred_username'] };
    const verified = user('alice', { email: 'a@example.com', email_verified: 'true' });
    const unverified = user('bob', {
      email: 'b@example.com',
      email_verified: 'false',
      preferred_username: 'bobby',
    });
    const users = usersOf(pool, verified, unverified);

    expect(users.find('A@example.com')?.name).to.equal('alice');
    expect(users.find('b@example.com')).to.equal(undefined);
    expect(users.find('bobby')?.name).to.equal('bob');
  });

  it('are found by the address that is their sign-in name, verified or not', () => {
    const users = usersOf({ usernameAttributes: ['email'] }, user('sub-uuid', { email: 'a@example.com' }));

    expect(users.find('a@EXAMPLE.com')?.name).to.equal('sub-uuid');
    expect(users.find('sub-uuid')?.name).to.equal('sub-uuid');
  });

  it('remember when they were changed, and keep their place', () => {
    const users = usersOf({}, user('alice'), user('bob'));

    expect(users.update(user('alice'), { enabled: false })).to.include({ enabled: false, modifiedAt: 99 });
    expect(users.all().map(({ name, enabled }) => [name, enabled])).to.deep.equal([
      ['alice', false],
      ['bob', true],
    ]);
  });

  it('are gone when removed', () => {
    const users = usersOf({}, user('Alice'));

    users.remove(user('Alice'));

    expect(users.find('Alice')).to.equal(undefined);
    expect(users.all()).to.deep.equal([]);
  });
});
