/**
 * A user's attributes, changed by the user or an administrator. A new address that the pool verifies gets a code,
 * and may have to wait for it.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-email-phone-verification.html
 */

import type { UserPoolClient } from '../../deployment.ts';
import { changedAttributes, writableAttributes } from '../attributes.ts';
import type { Context } from '../context.ts';
import { type CodeDelivery, sendCode } from '../delivery.ts';
import type { Occasion } from '../messages.ts';
import { claimAliases } from '../new-user.ts';
import { requireRequired } from '../schema.ts';
import type { Address, User } from '../users.ts';

type Attributes = Readonly<Record<string, string>>;

/**
 * @param changes checked already; an empty value deletes the attribute
 * @throws InvalidParameterException, AliasExistsException
 */
export async function changeAttributes(
  context: Context,
  user: User,
  changes: Attributes,
  occasion: Occasion,
): Promise<CodeDelivery[]> {
  const { userPool } = context.deployment;
  const wanted = changedAttributes(user, changes);
  requireRequired(userPool, wanted);
  claimAliases(context, { ...user, attributes: wanted });

  const unverified = userPool.autoVerifiedAttributes.filter(
    (address): address is Address =>
      isAddress(address) && isNewAddress(user, changes, address) && changes[`${address}_verified`] !== 'true',
  );
  const waiting = unverified.filter(address => userPool.verifiedBeforeUpdate.includes(address));
  const now = Object.fromEntries(Object.entries(changes).filter(([name]) => !isAmong(waiting, name)));
  context.users.update(user, { attributes: changedAttributes(user, now) });

  const deliveries: CodeDelivery[] = [];
  for (const address of unverified) {
    const current = context.users.find(user.name) ?? user;
    const value = isAmong(waiting, address) ? changes[address] : undefined;
    deliveries.push(await sendCode(context, current, address, address, occasion, value));
  }
  return deliveries;
}

/** @throws InvalidParameterException for what cannot go, NotAuthorizedException for what the client may not write */
export function deleteAttributes(
  context: Context,
  user: User,
  names: readonly string[],
  writer: UserPoolClient | 'administrator',
): void {
  const { userPool } = context.deployment;
  const emptied = names.map(Name => ({ Name, Value: '' }));
  const attributes = changedAttributes(user, writableAttributes(userPool, emptied, writer, 'update'));
  requireRequired(userPool, attributes);
  context.users.update(user, { attributes });
}

export const isAddress = (name: string): name is Address => name === 'email' || name === 'phone_number';

const isAmong = (names: readonly string[], name: string): boolean => names.includes(name);

const isNewAddress = (user: User, changes: Attributes, address: Address): boolean =>
  Boolean(changes[address]) && changes[address] !== user.attributes[address];
