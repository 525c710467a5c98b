/** ListUsers: a page of users, by one simple filter. */

import type { Service } from '../../aws-service.ts';
import { attributeList } from '../attributes.ts';
import { requirePool } from '../clients.ts';
import type { Context } from '../context.ts';
import { invalidParameter } from '../errors.ts';
import { fields } from '../fields.ts';
import { list, optional, readInput, text } from '../input.ts';
import type { User } from '../users.ts';
import { userSummary } from './admin.ts';
import { page } from './page.ts';

const shape = {
  UserPoolId: fields.UserPoolId,
  AttributesToGet: optional(list(text({ min: 1, max: 32 }))),
  Limit: fields.Limit,
  PaginationToken: optional(text({ min: 1, pattern: '[\\S]+' })),
  Filter: optional(text({ max: 256 })),
};

export const listUsersOperations = (context: Context): Service => ({
  ListUsers: input => {
    const request = readInput(input, shape);
    requirePool(context.deployment, request.UserPoolId);
    const found = context.users.all().filter(readFilter(request.Filter));
    const { items, next } = page(found, request.Limit || 60, request.PaginationToken);
    const wanted = request.AttributesToGet;
    return {
      Users: items.map(user => ({
        ...userSummary(user),
        Attributes: attributeList(user).filter(({ Name }) => !wanted || wanted.includes(Name)),
      })),
      ...(next !== undefined && { PaginationToken: next }),
    };
  },
});

/** What ListUsers can search for; custom attributes are not searchable. */
const searchable: Readonly<Record<string, (user: User) => string | undefined>> = {
  ...Object.fromEntries(
    ['email', 'phone_number', 'name', 'given_name', 'family_name', 'preferred_username'].map(name => [
      name,
      (user: User) => user.attributes[name],
    ]),
  ),
  username: user => user.name,
  sub: user => user.sub,
  'cognito:user_status': user => user.status,
  status: user => (user.enabled ? 'Enabled' : 'Disabled'),
};

/**
 * `attribute = "value"`, or `^=` for a beginning; quotes in the value are escaped with a backslash.
 * @throws InvalidParameterException
 */
function readFilter(filter = ''): (user: User) => boolean {
  if (filter.trim() === '') return () => true;
  const [, name = '', operator, quoted = ''] = /^\s*"?([\w:]+)"?\s*(\^?=)\s*"(.*)"\s*$/s.exec(filter) ?? [];
  const read = Object.hasOwn(searchable, name) ? searchable[name] : undefined;
  if (!read) throw invalidParameter('Error while parsing filter.');
  // Of all that can be searched for, the status of a sign-up alone goes by any case (API reference).
  const fold = (text: string) => (name === 'cognito:user_status' ? text.toUpperCase() : text);
  const value = fold(quoted.replace(/\\(.)/gs, '$1'));
  return user => {
    const actual = read(user);
    if (actual === undefined) return false;
    return operator === '=' ? fold(actual) === value : fold(actual).startsWith(value);
  };
}
