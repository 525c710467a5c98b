/** Users as scripts and the console read and change them, over the same Admin operations as anybody's. */

import { randomBytes } from 'node:crypto';
import { AwsError, isObject, type Json, type JsonObject, type Service } from '../aws-service.ts';
import type { UserPool } from '../deployment.ts';
import type { NewUser, User, UserChange } from './protocol.ts';

export interface UsersApi {
  list(): Promise<User[]>;
  /** All or none. @throws AwsError that names the user who was refused */
  add(users: readonly NewUser[]): Promise<User[]>;
  change(username: string, change: UserChange): Promise<User>;
  remove(username: string): Promise<void>;
}

const ADMINISTRATOR = { accessKeyId: 'LOCAL' };

export function usersApi(userPool: UserPool, service: Service): UsersApi {
  const call = async (operation: string, input: JsonObject): Promise<JsonObject> =>
    (await service[operation]?.({ UserPoolId: userPool.id, ...input }, ADMINISTRATOR)) ?? {};

  async function groupsOf(Username: string): Promise<string[]> {
    const { Groups } = await call('AdminListGroupsForUser', { Username });
    return objects(Groups).map(({ GroupName }) => String(GroupName));
  }

  const toUser = async (found: JsonObject): Promise<User> => ({
    username: String(found.Username),
    status: String(found.UserStatus),
    enabled: found.Enabled === true,
    attributes: Object.fromEntries(
      objects(found.Attributes ?? found.UserAttributes).map(({ Name, Value }) => [
        String(Name),
        String(Value),
      ]),
    ),
    groups: await groupsOf(String(found.Username)),
  });

  const find = async (Username: string) => toUser(await call('AdminGetUser', { Username }));

  async function addOne({
    username: Username,
    password,
    attributes = {},
    groups = [],
  }: NewUser): Promise<User> {
    const addresses = { ...attributes, ...signInAddress(userPool, Username) };
    await call('AdminCreateUser', {
      Username,
      MessageAction: 'SUPPRESS',
      UserAttributes: toList({ ...verified(addresses), ...attributes }),
    });
    try {
      // One that nobody knows is none.
      const Password = password ?? unknownPassword(userPool);
      await call('AdminSetUserPassword', { Username, Password, Permanent: true });
      for (const GroupName of groups) await join(Username, GroupName);
      return await find(Username);
    } catch (error) {
      await call('AdminDeleteUser', { Username });
      throw error;
    }
  }

  async function join(Username: string, GroupName: string): Promise<void> {
    try {
      await call('GetGroup', { GroupName });
    } catch (error) {
      if (!(error instanceof AwsError) || error.code !== 'ResourceNotFoundException') throw error;
      await call('CreateGroup', { GroupName });
    }
    await call('AdminAddUserToGroup', { Username, GroupName });
  }

  return {
    list: async () => {
      const found: JsonObject[] = [];
      let next: Json | undefined;
      do {
        const page = await call('ListUsers', next === undefined ? {} : { PaginationToken: next });
        found.push(...objects(page.Users));
        next = page.PaginationToken;
      } while (next !== undefined);
      return Promise.all(found.map(toUser));
    },
    add: async users => {
      const added: User[] = [];
      try {
        for (const user of users) added.push(await named(user.username, () => addOne(user)));
        return added;
      } catch (error) {
        for (const { username: Username } of added) await call('AdminDeleteUser', { Username });
        throw error;
      }
    },
    change: (Username, { attributes, password, enabled, confirmed }) =>
      named(Username, async () => {
        if (attributes)
          await call('AdminUpdateUserAttributes', { Username, UserAttributes: toList(attributes) });
        if (password !== undefined)
          await call('AdminSetUserPassword', { Username, Password: password, Permanent: true });
        if (confirmed) await call('AdminConfirmSignUp', { Username });
        if (enabled !== undefined) await call(enabled ? 'AdminEnableUser' : 'AdminDisableUser', { Username });
        return find(Username);
      }),
    remove: Username => named(Username, async () => void (await call('AdminDeleteUser', { Username }))),
  };
}

const objects = (value: Json | undefined): JsonObject[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

const toList = (attributes: Readonly<Record<string, string>>): JsonObject[] =>
  Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));

const ADDRESSES = ['email', 'phone_number'] as const;

/** The address that the user signs in with, where the pool has no other names. */
function signInAddress({ usernameAttributes }: UserPool, username: string): Record<string, string> {
  const attribute = username.includes('@') ? 'email' : 'phone_number';
  return usernameAttributes.includes(attribute) ? { [attribute]: username } : {};
}

/** Who is made here is to get messages: an address counts as verified unless the user says otherwise. */
const verified = (attributes: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(ADDRESSES.filter(name => attributes[name]).map(name => [`${name}_verified`, 'true']));

/** With each class that a policy can require, and as long as it requires. */
const unknownPassword = ({ passwordPolicy: { minimumLength } }: UserPool): string =>
  `Aa1-${randomBytes(99).toString('base64url').slice(0, Math.max(32, minimumLength))}`;

/** HTTP's words for what the operations refuse. */
const STATUS: Readonly<Record<string, number>> = {
  UserNotFoundException: 404,
  UsernameExistsException: 409,
  AliasExistsException: 409,
};

async function named<Result>(username: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new AwsError(error.code, `${username}: ${error.message}`, STATUS[error.code] ?? error.status);
  }
}
