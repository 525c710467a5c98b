import { hclList } from './conditions.ts';
import { conditionAttribute } from './flow-rules.ts';
import type { Validation } from './input.ts';

/** What `oidc:profile` stands for in a client's list: the standard claims without email, phone_number, sub and address. */
const PROFILE =
  'name family_name given_name middle_name nickname preferred_username profile picture website gender birthdate zoneinfo locale'.split(
    ' ',
  );

/** Statuses that end with a new password, which the user sets. */
const PASSING = ['FORCE_CHANGE_PASSWORD', 'RESET_REQUIRED'];

/** No client may write `…_verified`, but a change of the address resets it: who may write the one controls the other. */
const written = `trimsuffix(${conditionAttribute}, "_verified")`;

/** With no list at all, a client may write every attribute. */
const isWritable = `anytrue([for client in var.clients : try(length(client.write_attributes) == 0 || contains(client.write_attributes, ${written}) || (contains(client.write_attributes, "oidc:profile") && contains(${hclList(PROFILE)}, ${written})), true)])`;

/** Every client may write these, whatever its list says. */
const isRequired = `var.user_pool_enabled && try(var.user_pool.schema[${written}].required, false)`;

/** Set once, when a user is created: by an administrator, unless users sign up by themselves. */
const isSettled = `var.user_pool_enabled && !var.user_pool.self_sign_up_enabled && !try(var.user_pool.schema[trimprefix(${written}, "custom:")].mutable, true)`;

/** Cognito's own, and those that take AWS credentials. */
const isOutOfReach = `${conditionAttribute} == "sub" || startswith(${conditionAttribute}, "dev:")`;

const isUsersOwn = `${conditionAttribute} == "cognito:user_status" ? length(setintersection(try(step.when.values, []), ${hclList(PASSING)})) > 0 : !(${isOutOfReach}) && !(${isSettled}) && length(var.clients) > 0 && (${isWritable} || ${isRequired})`;

/**
 * A step that the user can switch off keeps nobody out. With tokens, users write attributes at any time; invited users
 * write them before the step is asked, with the answer to NEW_PASSWORD_REQUIRED. A rule of `clients`, since those of `flow`
 * refer to no other input.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
 */
export const notUserWritable: Validation = {
  condition: `alltrue([for step in var.flow : try(step.when.user_writable, false) || !(${isUsersOwn})])`,
  message:
    "clients: users can write an attribute that a step of flow has in when.attribute, and so switch the step off; invited users can even before it is first asked. Give every client write_attributes without it (without email for email_verified, without phone_number for phone_number_verified); or make it mutable = false in user_pool.schema, without self_sign_up_enabled; or set user_writable = true beside it, if the step is the user's own choice. A required attribute is writable through every client, and a new password changes cognito:user_status.",
};
