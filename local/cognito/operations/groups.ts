/** Groups, as an administrator makes and fills them. */

import { AwsError, type JsonObject, type Service } from '../../aws-service.ts';
import { attributeList } from '../attributes.ts';
import { requirePool } from '../clients.ts';
import type { Context } from '../context.ts';
import { resourceNotFound } from '../errors.ts';
import { fields } from '../fields.ts';
import type { Group } from '../groups.ts';
import { type Input, optional, readInput, required, text, wholeNumber } from '../input.ts';
import { oneUser, userIn, userSummary } from './admin.ts';
import { page } from './page.ts';

const { UserPoolId, Limit, NextToken } = fields;
const GroupName = required(text({ min: 1, max: 128, pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+' }));
const arnPart = '[\\w+=/,.@-]+';
const roleArn = `arn:${arnPart}:${arnPart}:([\\w+=/,.@-]*)?:[0-9]+:${arnPart}(:${arnPart})?(:${arnPart})?`;
/** "The maximum Precedence value is 2^31-1." */
const HIGHEST = 2 ** 31 - 1;

const oneGroup = { UserPoolId, GroupName };
const groupShape = {
  ...oneGroup,
  Description: optional(text({ max: 2048 })),
  RoleArn: optional(text({ min: 20, max: 2048, pattern: roleArn })),
  Precedence: optional(wholeNumber(0, HIGHEST)),
};
const memberShape = { ...oneUser, GroupName };
const pageShape = { Limit, NextToken };

export const groupOperations = (context: Context): Service => {
  const { deployment, users, groups, now } = context;

  /** @throws ResourceNotFoundException */
  function groupIn({ UserPoolId, GroupName }: { UserPoolId: string; GroupName: string }): Group {
    requirePool(deployment, UserPoolId);
    const group = groups.find(GroupName);
    if (!group) throw resourceNotFound('Group not found.');
    return group;
  }
  function member(input: JsonObject) {
    const request = readInput(input, memberShape);
    return { user: userIn(context, input), group: groupIn(request) };
  }
  const described = ({
    name,
    description,
    roleArn,
    precedence,
    createdAt,
    modifiedAt,
  }: Group): JsonObject => ({
    GroupName: name,
    UserPoolId: deployment.userPool.id,
    ...(description !== undefined && { Description: description }),
    ...(roleArn !== undefined && { RoleArn: roleArn }),
    ...(precedence !== undefined && { Precedence: precedence }),
    CreationDate: createdAt / 1000,
    LastModifiedDate: modifiedAt / 1000,
  });
  const groupPage = (all: readonly Group[], { Limit, NextToken }: Input<typeof pageShape>): JsonObject => {
    const { items, next } = page(all, Limit || 60, NextToken);
    return { Groups: items.map(described), ...(next !== undefined && { NextToken: next }) };
  };

  return {
    CreateGroup: input => {
      const request = readInput(input, groupShape);
      requirePool(deployment, request.UserPoolId);
      if (groups.find(request.GroupName))
        // AWS's text is not public (unverified).
        throw new AwsError('GroupExistsException', 'A group with the name already exists.');
      const group: Group = {
        name: request.GroupName,
        ...given(request),
        createdAt: now(),
        modifiedAt: now(),
      };
      groups.put(group);
      return { Group: described(group) };
    },

    GetGroup: input => ({ Group: described(groupIn(readInput(input, oneGroup))) }),

    /** What the call does not name stays as it is. */
    UpdateGroup: input => {
      const request = readInput(input, groupShape);
      const group: Group = { ...groupIn(request), ...given(request), modifiedAt: now() };
      groups.put(group);
      return { Group: described(group) };
    },

    DeleteGroup: input => {
      groups.remove(groupIn(readInput(input, oneGroup)));
      return {};
    },

    ListGroups: input => {
      const request = readInput(input, { UserPoolId, ...pageShape });
      requirePool(deployment, request.UserPoolId);
      return groupPage(groups.all(), request);
    },

    AdminAddUserToGroup: input => {
      const { user, group } = member(input);
      groups.join(group, user);
      return {};
    },

    /** Of a user who is not in the group it is no error (unverified). */
    AdminRemoveUserFromGroup: input => {
      const { user, group } = member(input);
      groups.leave(group, user);
      return {};
    },

    AdminListGroupsForUser: input => {
      const request = readInput(input, { ...oneUser, ...pageShape });
      return groupPage(groups.of(userIn(context, input)), request);
    },

    ListUsersInGroup: input => {
      const request = readInput(input, { ...oneGroup, ...pageShape });
      const group = groupIn(request);
      const members = users.all().filter(user => groups.has(group, user));
      const { items, next } = page(members, request.Limit || 60, request.NextToken);
      return {
        Users: items.map(user => ({ ...userSummary(user), Attributes: attributeList(user) })),
        ...(next !== undefined && { NextToken: next }),
      };
    },
  };
};

const given = ({ Description, RoleArn, Precedence }: Input<typeof groupShape>): Partial<Group> => ({
  ...(Description !== undefined && { description: Description }),
  ...(RoleArn !== undefined && { roleArn: RoleArn }),
  ...(Precedence !== undefined && { precedence: Precedence }),
});
