import { expect } from 'chai';
import type { JsonObject } from '../../../../local/aws-service.ts';
import { createGroups } from '../../../../local/cognito/groups.ts';
import type { User } from '../../../../local/cognito/users.ts';
import type { OtherTriggerName, UserPool } from '../../../../local/deployment.ts';
import {
  admin,
  answering,
  captcha,
  deploymentWith,
  type Handler,
  refused,
  signIn,
  type TestPool,
  testPool,
  triggersBesides,
  userPoolId,
} from '../pool.ts';

const UserPoolId = userPoolId;
const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const call = (pool: TestPool, operation: string, input: JsonObject = {}) =>
  pool.call(operation, { UserPoolId, ...input }, admin);
const create = (pool: TestPool, GroupName: string, more: JsonObject = {}) =>
  call(pool, 'CreateGroup', { GroupName, ...more });
const join = (pool: TestPool, GroupName: string, Username = 'alice') =>
  call(pool, 'AdminAddUserToGroup', { GroupName, Username });
const names = ({ Groups }: JsonObject) => (Groups as JsonObject[]).map(({ GroupName }) => GroupName);
const claims = (token = ''): JsonObject =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

/** A pool with alice, and a function before tokens. */
async function withAlice(
  preTokenGeneration?: Handler,
  preTokenGenerationVersion: UserPool['preTokenGenerationVersion'] = 'V1_0',
): Promise<TestPool> {
  const triggers: OtherTriggerName[] = preTokenGeneration ? ['PreTokenGeneration'] : [];
  const pool = testPool({
    handlers: { ...captcha, ...(preTokenGeneration && { PreTokenGeneration: preTokenGeneration }) },
    deployment: deploymentWith({
      pool: { lambdaConfig: triggersBesides(...triggers), preTokenGenerationVersion },
    }),
  });
  await pool.addUser('alice');
  return pool;
}

describe('groups', () => {
  it('are made, read, changed, listed and deleted', async () => {
    const pool = await withAlice();
    const made = { GroupName: 'staff', UserPoolId, Description: 'All of us', Precedence: 3 };
    const at = pool.clock.now / 1000;
    expect(await create(pool, 'staff', { Description: 'All of us', Precedence: 3 })).to.deep.equal({
      Group: { ...made, CreationDate: at, LastModifiedDate: at },
    });
    await refused(create(pool, 'staff'), 'GroupExistsException');

    pool.clock.now += 5000;
    const changed = await call(pool, 'UpdateGroup', { GroupName: 'staff', RoleArn: role('staff') });
    const group = { ...made, RoleArn: role('staff'), CreationDate: at, LastModifiedDate: at + 5 };
    expect(changed).to.deep.equal({ Group: group });
    expect(await call(pool, 'GetGroup', { GroupName: 'staff' })).to.deep.equal(changed);

    await create(pool, 'guests');
    const first = await call(pool, 'ListGroups', { Limit: 1 });
    expect(first.Groups).to.deep.equal([group]);
    expect(names(await call(pool, 'ListGroups', { NextToken: first.NextToken ?? null }))).to.deep.equal([
      'guests',
    ]);

    await call(pool, 'DeleteGroup', { GroupName: 'staff' });
    expect(names(await call(pool, 'ListGroups'))).to.deep.equal(['guests']);
  });

  it('have members, until they leave, are deleted, or the group is', async () => {
    const pool = await withAlice();
    await pool.addUser('bob');
    for (const group of ['staff', 'guests']) await create(pool, group);
    for (const user of ['alice', 'bob']) await join(pool, 'staff', user);
    await join(pool, 'guests');
    const groupsOf = async (Username: string) =>
      names(await call(pool, 'AdminListGroupsForUser', { Username }));
    const members = async (GroupName: string) =>
      ((await call(pool, 'ListUsersInGroup', { GroupName })).Users as JsonObject[]).map(
        each => each.Username,
      );

    expect(await groupsOf('alice')).to.deep.equal(['staff', 'guests']);
    expect(await members('staff')).to.deep.equal(['alice', 'bob']);
    await call(pool, 'AdminRemoveUserFromGroup', { GroupName: 'staff', Username: 'alice' });
    expect(await groupsOf('alice')).to.deep.equal(['guests']);
    await call(pool, 'AdminDeleteUser', { Username: 'bob' });
    expect(await members('staff')).to.deep.equal([]);
    await pool.addUser('bob');
    expect(await groupsOf('bob')).to.deep.equal([]);
    await call(pool, 'DeleteGroup', { GroupName: 'guests' });
    expect(await groupsOf('alice')).to.deep.equal([]);
    await create(pool, 'guests');
    expect(await groupsOf('alice')).to.deep.equal([]);
  });

  it('that nobody made, and users and pools likewise, are refused', async () => {
    const pool = await withAlice();
    await create(pool, 'staff');
    const notFound = ['ResourceNotFoundException', 'Group not found.'] as const;
    for (const operation of ['GetGroup', 'UpdateGroup', 'DeleteGroup', 'ListUsersInGroup'])
      await refused(call(pool, operation, { GroupName: 'none' }), ...notFound);
    await refused(join(pool, 'none'), ...notFound);
    await refused(join(pool, 'staff', 'nobody'), 'UserNotFoundException');
    await refused(call(pool, 'ListGroups', { UserPoolId: 'eu-west-1_Other' }), 'ResourceNotFoundException');
  });
});

describe('groups of an earlier run', () => {
  it('come back with their members, and go with all that is known', () => {
    const [user, group] = [{ sub: 'a' } as User, { name: 'staff', createdAt: 1, modifiedAt: 2 }];
    const groups = createGroups();
    groups.put(group);
    groups.join(group, user);

    expect(createGroups(JSON.parse(JSON.stringify(groups.saved()))).of(user)).to.deep.equal([group]);
    groups.clear();
    expect(groups.all()).to.deep.equal([]);
  });
});

describe('groups in tokens', () => {
  type Made = readonly [name: string, precedence: number | null, role: string | null];
  const cases: readonly (readonly [title: string, groups: readonly Made[], expected: JsonObject])[] = [
    ['are none for a user who is in none', [], {}],
    ['are names alone without roles', [['staff', null, null]], { 'cognito:groups': ['staff'] }],
    [
      'prefer the role of the lowest precedence, and any before none',
      [
        ['last', null, 'c'],
        ['second', 5, 'b'],
        ['first', 0, 'a'],
      ],
      {
        'cognito:groups': ['first', 'second', 'last'],
        'cognito:roles': [role('a'), role('b'), role('c')],
        'cognito:preferred_role': role('a'),
      },
    ],
    [
      'prefer a role that the best share',
      [
        ['one', 1, 'a'],
        ['other', 1, 'a'],
      ],
      {
        'cognito:groups': ['one', 'other'],
        'cognito:roles': [role('a')],
        'cognito:preferred_role': role('a'),
      },
    ],
    [
      'prefer none of two that are as good',
      [
        ['one', null, 'a'],
        ['other', null, 'b'],
      ],
      { 'cognito:groups': ['one', 'other'], 'cognito:roles': [role('a'), role('b')] },
    ],
  ];
  for (const [title, groups, expected] of cases)
    it(title, async () => {
      const pool = await withAlice();
      for (const [name, Precedence, roleName] of groups) {
        await create(pool, name, { Precedence, RoleArn: roleName && role(roleName) });
        await join(pool, name);
      }
      const { IdToken, AccessToken } = await signIn(pool, 'alice');
      const ofGroups = (token?: string) =>
        Object.fromEntries(Object.entries(claims(token)).filter(([name]) => /groups|role/.test(name)));
      expect(ofGroups(IdToken)).to.deep.equal(expected);
      const { 'cognito:groups': inAccess } = expected;
      expect(ofGroups(AccessToken)).to.deep.equal(inAccess ? { 'cognito:groups': inAccess } : {});
    });
});

describe('groups before tokens', () => {
  async function staffOf(handler: Handler, version?: UserPool['preTokenGenerationVersion']) {
    const pool = await withAlice(handler, version);
    await create(pool, 'staff', { RoleArn: role('staff'), Precedence: 1 });
    await join(pool, 'staff');
    const { IdToken, AccessToken } = await signIn(pool, 'alice');
    return { pool, id: claims(IdToken), access: claims(AccessToken) };
  }
  const own = {
    'cognito:groups': ['staff'],
    'cognito:roles': [role('staff')],
    'cognito:preferred_role': role('staff'),
  };

  it('are told to the function, and stay where it changes nothing', async () => {
    const { pool, id, access } = await staffOf(event => event);
    expect(pool.rounds.at(-1)?.request.groupConfiguration).to.deep.equal({
      groupsToOverride: ['staff'],
      iamRolesToOverride: [role('staff')],
      preferredRole: role('staff'),
    });
    expect(id).to.deep.include(own);
    expect(access).to.deep.include({ 'cognito:groups': ['staff'] });
  });

  for (const version of ['V1_0', 'V2_0'] as const) {
    const details = version === 'V1_0' ? 'claimsOverrideDetails' : 'claimsAndScopeOverrideDetails';
    const overriding = (groupOverrideDetails: JsonObject | null) =>
      staffOf(answering({ [details]: { groupOverrideDetails } }), version);

    it(`stay where the function changes other claims, version ${version}`, async () => {
      const other =
        version === 'V1_0'
          ? { claimsToSuppress: ['email'] }
          : { idTokenGeneration: { claimsToSuppress: ['email'] } };
      const { id, access } = await staffOf(answering({ [details]: other }), version);
      expect(id).to.deep.include(own).and.not.have.property('email');
      expect(access).to.deep.include({ 'cognito:groups': ['staff'] });
    });

    it(`are replaced whole, version ${version}`, async () => {
      const { id, access } = await overriding({ groupsToOverride: ['guests'] });
      expect(id).to.deep.include({ 'cognito:groups': ['guests'] });
      expect(id).to.not.have.any.keys('cognito:roles', 'cognito:preferred_role');
      expect(access).to.deep.include({ 'cognito:groups': ['guests'] });
    });

    for (const nothing of [null, {}])
      it(`are suppressed by ${JSON.stringify(nothing)}, version ${version}`, async () => {
        const { id, access } = await overriding(nothing);
        expect(id).to.not.have.any.keys(...Object.keys(own));
        expect(access).to.not.have.property('cognito:groups');
      });

    it(`take no changes in the form of the other version, version ${version}`, async () => {
      const other = version === 'V1_0' ? 'claimsAndScopeOverrideDetails' : 'claimsOverrideDetails';
      const { id } = await staffOf(answering({ [other]: { groupOverrideDetails: {} } }), version);
      expect(id).to.deep.include(own);
    });
  }
});
