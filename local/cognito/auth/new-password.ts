/** NEW_PASSWORD_REQUIRED in the loop ("Password reset in the custom authentication SRP flow"). */

import type { JsonObject } from '../../aws-service.ts';
import { changedAttributes, readableAttributes, writableAttributes } from '../attributes.ts';
import { type NewPasswordChallenge, passed } from '../challenges.ts';
import type { Context } from '../context.ts';
import { invalidParameter } from '../errors.ts';
import { claimAliases } from '../new-user.ts';
import { setPassword } from '../passwords.ts';
import { requireRequired, schemaOf } from '../schema.ts';
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
  [...schemaOf(deployment.userPool).values()]
    .filter(({ name, required }) => required && name !== 'sub' && !attributes[name])
    .map(({ name }) => name);

export const newPasswordJudge: Judge<NewPasswordChallenge> = {
  needs: ['NEW_PASSWORD'],
  judge: (context, flow, { name }, { NEW_PASSWORD = '', ...responses }) => {
    const user = userOf(flow);
    // A new address is unverified, and appears in the next event (unverified; `new-password-with-email` asks AWS).
    const attributes = changedAttributes(user, givenAttributes(context, flow, responses));
    requireRequired(context.deployment.userPool, attributes);
    claimAliases(context, { ...user, attributes });
    context.users.update(setPassword(context, user, NEW_PASSWORD, 'CONFIRMED'), { attributes });
    const goOn = after(context, flow, passed(name));
    return context.choices.newPasswordPath === 'reported'
      ? { tokens: goOn, source: 'NewPasswordChallenge' }
      : { goOn };
  },
};

/** @throws InvalidParameterException, NotAuthorizedException */
function givenAttributes({ deployment }: Context, flow: Flow, responses: Responses): Record<string, string> {
  const { attributes } = userOf(flow);
  const given = Object.entries(responses)
    .filter(([name]) => name.startsWith(PREFIX))
    .map(([name, Value]) => ({ Name: name.slice(PREFIX.length), Value }));
  const schema = schemaOf(deployment.userPool);
  // A required attribute that has a value already stays as it is (API reference, RespondToAuthChallenge: NEW_PASSWORD_REQUIRED).
  if (given.some(({ Name }) => schema.get(Name)?.required && attributes[Name]))
    throw invalidParameter('Cannot modify an already provided required attribute');
  const write = (occasion: 'create' | 'update', isNew: boolean) =>
    writableAttributes(
      deployment.userPool,
      given.filter(({ Name }) => (attributes[Name] === undefined) === isNew),
      flow.client,
      occasion,
    );
  return { ...write('create', true), ...write('update', false) };
}
