/** What signed-in users do with their own attributes, and the codes that verify their addresses. */

import type { Service } from '../../aws-service.ts';
import { writableAttributes } from '../attributes.ts';
import { authorize } from '../auth/tokens.ts';
import { clientById } from '../clients.ts';
import { checkCode, codesWithout } from '../codes.ts';
import type { Context } from '../context.ts';
import { sendCode } from '../delivery.ts';
import { invalidParameter } from '../errors.ts';
import { fields } from '../fields.ts';
import { readInput, required, text } from '../input.ts';
import { claimAliases } from '../new-user.ts';
import type { Address } from '../users.ts';
import { changeAttributes, deleteAttributes, isAddress } from './change-attributes.ts';

const { AccessToken, ClientMetadata, ChangedAttributes, UserAttributeNames } = fields;
const AttributeName = required(text({ min: 1, max: 32 }));
const updateShape = { AccessToken, UserAttributes: ChangedAttributes, ClientMetadata };
const deleteShape = { AccessToken, UserAttributeNames };
const askShape = { AccessToken, AttributeName, ClientMetadata };
const verifyShape = { AccessToken, AttributeName, Code: fields.ConfirmationCode };

export const userAttributeOperations = (context: Context): Service => {
  const { userPool } = context.deployment;
  const signedIn = (accessToken: string) => {
    const { user, grant } = authorize(context, accessToken);
    return { user, client: clientById(context.deployment, grant.clientId) };
  };

  return {
    UpdateUserAttributes: async input => {
      const request = readInput(input, updateShape);
      const { user, client } = signedIn(request.AccessToken);
      const changes = writableAttributes(userPool, request.UserAttributes, client, 'update');
      const deliveries = await changeAttributes(context, user, changes, {
        source: 'UpdateUserAttribute',
        clientId: client.id,
        clientMetadata: request.ClientMetadata,
      });
      return deliveries.length > 0 ? { CodeDeliveryDetailsList: deliveries } : {};
    },

    DeleteUserAttributes: input => {
      const request = readInput(input, deleteShape);
      const { user, client } = signedIn(request.AccessToken);
      deleteAttributes(context, user, request.UserAttributeNames, client);
      return {};
    },

    /** To the address that waits for its code, if there is one. */
    GetUserAttributeVerificationCode: async input => {
      const request = readInput(input, askShape);
      const { user, client } = signedIn(request.AccessToken);
      context.quotas.take('GetUserAttributeVerificationCode', user);
      const address = readAddress(request.AttributeName);
      const waiting = user.codes[address]?.value;
      if (waiting === undefined && !user.attributes[address])
        throw invalidParameter(`Unable to verify attribute: ${address} no value set to verify`);
      const occasion = {
        source: 'VerifyUserAttribute',
        clientId: client.id,
        clientMetadata: request.ClientMetadata,
      } as const;
      const CodeDeliveryDetails = await sendCode(context, user, address, address, occasion, waiting);
      return { CodeDeliveryDetails };
    },

    /** An alias that was another's becomes this user's: "This transfer doesn't raise an AliasExistsException". */
    VerifyUserAttribute: input => {
      const request = readInput(input, verifyShape);
      const { user } = signedIn(request.AccessToken);
      context.quotas.take('VerifyUserAttribute', user);
      const address = readAddress(request.AttributeName);
      const { value = user.attributes[address] ?? '' } = checkCode(context, user, address, request.Code);
      const attributes = { ...user.attributes, [address]: value, [`${address}_verified`]: 'true' };
      claimAliases(context, { ...user, attributes }, true);
      context.users.update(user, { attributes, codes: codesWithout(user, address) });
      return {};
    },
  };
};

/** AWS's text for another attribute is not public (unverified). */
function readAddress(name: string): Address {
  if (isAddress(name)) return name;
  throw invalidParameter(`Unable to verify attribute: ${name} no value set to verify`);
}
