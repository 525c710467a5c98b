/**
 * The attributes that every user pool has (OpenID Connect Core, 5.1, and Cognito's own), with the rules that
 * DescribeUserPool shows for a pool without its own schema.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
 */

import type { SchemaAttribute } from './deployment.ts';

const attribute = (name: string, rules: Partial<SchemaAttribute> = {}): SchemaAttribute => ({
  name,
  type: 'String',
  mutable: true,
  required: false,
  developerOnly: false,
  ...rules,
});
const text = (name: string) => attribute(name, { minimum: 0, maximum: 2048 });

export const STANDARD_ATTRIBUTES: readonly SchemaAttribute[] = [
  attribute('sub', { mutable: false, required: true, minimum: 1, maximum: 2048 }),
  ...['name', 'given_name', 'family_name', 'middle_name', 'nickname', 'preferred_username'].map(text),
  ...['profile', 'picture', 'website', 'email'].map(text),
  attribute('email_verified', { type: 'Boolean' }),
  text('gender'),
  attribute('birthdate', { minimum: 10, maximum: 10 }),
  ...['zoneinfo', 'locale', 'phone_number'].map(text),
  attribute('phone_number_verified', { type: 'Boolean' }),
  text('address'),
  attribute('updated_at', { type: 'Number', minimum: 0 }),
];

export const isStandardAttribute = (name: string): boolean =>
  STANDARD_ATTRIBUTES.some(standard => standard.name === name);
