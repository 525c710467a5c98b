import type { Input } from './input.ts';

/** Who signs in, and through which clients. */
export const userPoolInputs = {
  user_pool: {
    type: `object({
  username_attributes         = optional(set(string), ["email"])
  deletion_protection_enabled = optional(bool, true)
  self_sign_up_enabled        = optional(bool, true)
  tier                        = optional(string, "ESSENTIALS")
  password_minimum_length     = optional(number, 12)
})`,
    description:
      'Settings of the user pool. username_attributes: what users sign in with instead of a user name (email, phone_number); cannot be changed later. ' +
      'deletion_protection_enabled: the pool cannot be deleted while true. self_sign_up_enabled: whether users may sign up by themselves. ' +
      'tier: LITE, ESSENTIALS or PLUS. password_minimum_length: 8 to 99 characters.',
    default: {},
    validations: [
      {
        condition: 'length(setsubtract(var.user_pool.username_attributes, ["email", "phone_number"])) == 0',
        message:
          'user_pool.username_attributes takes "email" and "phone_number", or nothing for plain user names.',
      },
      {
        condition: 'contains(["LITE", "ESSENTIALS", "PLUS"], var.user_pool.tier)',
        message: 'user_pool.tier takes LITE, ESSENTIALS or PLUS.',
      },
      {
        condition:
          'var.user_pool.password_minimum_length >= 8 && var.user_pool.password_minimum_length <= 99',
        message: 'user_pool.password_minimum_length takes 8 to 99 characters.',
      },
    ],
  },
  clients: {
    type: `map(object({
  secret_enabled                = optional(bool, false)
  session_validity_minutes      = optional(number, 5)
  access_token_validity_minutes = optional(number, 60)
  id_token_validity_minutes     = optional(number, 60)
  refresh_token_validity_days   = optional(number, 30)
}))`,
    description:
      'App clients by name. secret_enabled: for clients that run on a server. session_validity_minutes: time for one round of the sign-in, 3 to 15. ' +
      'access_token_validity_minutes and id_token_validity_minutes: 5 to 1440. refresh_token_validity_days: 1 to 3650.',
    default: { app: {} },
    validations: [
      {
        condition:
          'alltrue([for client in var.clients : client.session_validity_minutes >= 3 && client.session_validity_minutes <= 15])',
        message: 'clients: session_validity_minutes takes 3 to 15 minutes.',
      },
      {
        condition:
          'alltrue(flatten([for client in var.clients : [for minutes in [client.access_token_validity_minutes, client.id_token_validity_minutes] : minutes >= 5 && minutes <= 1440]]))',
        message:
          'clients: access_token_validity_minutes and id_token_validity_minutes take 5 to 1440 minutes.',
      },
      {
        condition:
          'alltrue([for client in var.clients : client.refresh_token_validity_days >= 1 && client.refresh_token_validity_days <= 3650])',
        message: 'clients: refresh_token_validity_days takes 1 to 3650 days.',
      },
    ],
  },
} satisfies Record<string, Input>;
