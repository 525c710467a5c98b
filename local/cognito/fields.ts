/** The fields that operations share, with the limits of the API reference. */

import {
  flag,
  list,
  optional,
  type Reader,
  required,
  structure,
  text,
  textMap,
  wholeNumber,
} from './input.ts';

const username = text({ min: 1, max: 128, pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+' });
export const password = text({ max: 256, pattern: '^[\\S]+.*[\\S]+$', sensitive: true });
/** Access tokens, and refresh tokens too. */
export const accessToken = text({ pattern: '[A-Za-z0-9-_=.]+', sensitive: true });

export const deviceKey = text({ min: 1, max: 55, pattern: '[\\w-]+_[0-9a-f-]+' });

/** A type, not an interface, so that it passes for JSON. */
export type Attribute = { Name: string; Value: string };
const attributeName = text({ min: 1, max: 32 });
const attributeValue = text({ max: 2048, sensitive: true });
const attributeShape = structure({ Name: required(attributeName), Value: optional(attributeValue) });
const attribute: Reader<Attribute> = (...field) => ({ Value: '', ...attributeShape(...field) });

export const fields = {
  UserPoolId: required(text({ min: 1, max: 55, pattern: '[\\w-]+_[0-9a-zA-Z]+' })),
  ClientId: required(text({ min: 1, max: 128, pattern: '[\\w+]+', sensitive: true })),
  ClientSecret: optional(text({ min: 1, max: 64, pattern: '[\\w+]+', sensitive: true })),
  Username: required(username),
  Password: required(password),
  SecretHash: optional(text({ min: 1, max: 128, pattern: '[\\w+=/]+', sensitive: true })),
  AccessToken: required(accessToken),
  RefreshToken: required(accessToken),
  // The API reference has 2048; the service checks for 8192 (amplify-js#14411).
  Session: optional(text({ min: 20, max: 8192, sensitive: true })),
  ConfirmationCode: required(text({ min: 1, max: 2048, pattern: '[\\S]+', sensitive: true })),
  UserAttributes: optional(list(attribute)),
  /** Where a call does nothing but change them. */
  ChangedAttributes: required(list(attribute)),
  UserAttributeNames: required(list(attributeName)),
  ClientMetadata: optional(textMap),
  Limit: optional(wholeNumber(0, 60)),
  NextToken: optional(text({ min: 1, max: 131_072, pattern: '[\\S]+' })),
  ForceAliasCreation: optional(flag),
} as const;
