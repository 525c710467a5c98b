/** NEW_PASSWORD_REQUIRED in the loop ("Password reset in the custom authentication SRP flow"). */

import type { JsonObject } from '../../aws-service.ts';
import { readableAttributes, writableAttributes } from '../attributes.ts';
import { type NewPasswordChallenge, passed } from '../challenges.ts';
import type { Context } from '../context.ts';
import { invalidParameter } from '../errors.ts';
import { claimAliases } from '../new-user.ts';
import { checkPassword, verifierOf } from '../passwords.ts';
import type { User } from '../users.ts';
import { after, ask, type Flow, type Judge, passwordPassed, type Responses, userOf } from './flow.ts';

const statuses: readonly User['status'][] = ['FORCE_CHANGE_PASSWORD', 'RESET_REQUIRED'];

/** Whether the user has given a password that has to be replaced. The new one is the end of the status. */
export const mustSetPassword = (flow: Flow): boolean =>
  passwordPassed(flow) && statuses.includes(userOf(flow).status);

export function askNewPassword(context: Context, flow: Flow): JsonObject {
  const user = userOf(flow);
  const attributes = readableAttributes(user, flow.client).filter(({ Name }) => Name !== 'sub');
  return ask(
    context,
    flow,
    { name: 'NEW_PASSWORD_REQUIRED' },
    {
      USER_ID_FOR_SRP: user.name,
      requiredAttributes: JSON.stringify(missing(context, user).map(name => `${PREFIX}${name}`)),
      userAttributes: JSON.stringify(Object.fromEntries(attributes.map(({ Name, Value }) => [Name, Value]))),
    },
  );
}

/** Before the name of an attribute, in both directions. */
const PREFIX = 'userAttributes.';

/** The pool's required attributes that an administrator has left out. */
const missing = ({ deployment }: Context, { attributes }: User): string[] =>
  deployment.userPool.schema
    .filter(({ name, required }) => required && name !== 'sub' && !attributes[name])
    .map(({ name }) => name);

export const newPasswordJudge: Judge<NewPasswordChallenge> = {
  needs: ['NEW_PASSWORD'],
  judge: (context, flow, { name }, responses) => {
    const user = userOf(flow);
    const secret = responses.NEW_PASSWORD ?? '';
    const attributes = { ...user.attributes, ...givenAttributes(context, user, responses) };
    checkPassword(secret);
    const changed: User = { ...user, attributes };
    claimAliases(context, changed);
    context.users.update(user, {
      attributes,
      password: verifierOf(context.deployment.userPool.id, user.name, secret),
      status: 'CONFIRMED',
    });
    const goOn = after(context, flow, passed(name));
    return context.choices.newPasswordPath === 'reported'
      ? { tokens: goOn, source: 'NewPasswordChallenge' }
      : { goOn };
  },
};

/** @throws InvalidParameterException, NotAuthorizedException */
function givenAttributes(context: Context, user: User, responses: Responses): Record<string, string> {
  const given = Object.entries(responses)
    .filter(([name]) => name.startsWith(PREFIX))
    .map(([name, Value]) => ({ Name: name.slice(PREFIX.length), Value }));
  const written = writableAttributes(given, 'user');
  const required = context.deployment.userPool.schema.filter(attribute => attribute.required);
  // API reference, ChallengeResponses: "you can't modify a required attribute that already has a value".
  if (required.some(({ name }) => written[name] !== undefined && user.attributes[name]))
    throw invalidParameter('Cannot modify an already provided required attribute');
  const left = missing(context, { ...user, attributes: { ...user.attributes, ...written } });
  if (left.length > 0) throw invalidParameter(`Missing required attributes: ${left.join(', ')}`);
  return written;
}
