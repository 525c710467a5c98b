import { isWhole } from './conditions.ts';
import type { Input } from './input.ts';
import { notUserWritable } from './user-writable.ts';

const BYPASS_FLOWS =
  '["ALLOW_USER_SRP_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_USER_AUTH"]';

const everyClient = (condition: string) => `alltrue([for client in var.clients : ${condition}])`;

/** Through which app clients users sign in. */
export const clientInputs = {
  clients: {
    type: `map(object({
  secret_enabled                = optional(bool, false)
  session_validity_minutes      = optional(number, 5)
  access_token_validity_minutes = optional(number, 60)
  id_token_validity_minutes     = optional(number, 60)
  refresh_token_validity_days   = optional(number, 30)
  refresh_token_rotation_grace_seconds = optional(number)
  propagate_user_context        = optional(bool, false)
  bypass_auth_flows             = optional(set(string), [])
  read_attributes               = optional(set(string))
  write_attributes              = optional(set(string))
}))`,
    description:
      'App clients by name. secret_enabled: for clients that run on a server. session_validity_minutes: time for one round of the sign-in, 3 to 15. ' +
      'access_token_validity_minutes and id_token_validity_minutes: 5 to 1440. refresh_token_validity_days: 1 to 3650. ' +
      'bypass_auth_flows: flows that lead AROUND the challenges, as ALLOW_USER_SRP_AUTH; a client that has one can sign in without them. ' +
      'read_attributes and write_attributes: user attributes, all of them where null; back to null they stay as they were. What a step of flow depends on (when.attribute) must not be among write_attributes. ' +
      'propagate_user_context: whether a client with a secret may tell the IP address of its user, for threat protection. ' +
      'refresh_token_rotation_grace_seconds: each refresh gives a new refresh token, and the old one works for 0 to 60 more seconds; the client then refreshes with GetTokensFromRefreshToken. Once set, -1 takes it back, not null.',
    default: { app: {} },
    validations: [
      {
        condition:
          'alltrue([for name, client in var.clients : can(regex("^[A-Za-z0-9 +=,.@_-]{1,128}$", name))])',
        message: 'clients: a name takes 1 to 128 letters, digits, spaces and + = , . @ _ -.',
      },
      {
        condition: everyClient(isWhole('client.session_validity_minutes', 3, 15)),
        message: 'clients: session_validity_minutes takes a whole number of minutes from 3 to 15.',
      },
      {
        condition:
          'alltrue([for client in var.clients : alltrue([for step in var.flow : step.lifetime_seconds <= client.session_validity_minutes * 60])])',
        message:
          'clients: session_validity_minutes ends before an answer does: raise it to the longest lifetime_seconds of the flow, or shorten that.',
      },
      {
        condition: everyClient(
          `alltrue([for minutes in [client.access_token_validity_minutes, client.id_token_validity_minutes] : ${isWhole('minutes', 5, 1440)}])`,
        ),
        message:
          'clients: access_token_validity_minutes and id_token_validity_minutes take a whole number of minutes from 5 to 1440.',
      },
      {
        condition: everyClient(isWhole('client.refresh_token_validity_days', 1, 3650)),
        message: 'clients: refresh_token_validity_days takes a whole number of days from 1 to 3650.',
      },
      {
        condition:
          'alltrue([for step in var.flow : length(setsubtract(coalesce(try(step.when.clients, null), []), keys(var.clients))) == 0])',
        message:
          'clients: flow has a step for a client that is not among them (when.clients): add it, or correct the name.',
      },
      {
        condition: `alltrue([for client in var.clients : length(setsubtract(client.bypass_auth_flows, ${BYPASS_FLOWS})) == 0])`,
        message:
          'clients: bypass_auth_flows takes ALLOW_USER_SRP_AUTH, ALLOW_USER_PASSWORD_AUTH, ALLOW_ADMIN_USER_PASSWORD_AUTH and ALLOW_USER_AUTH. CUSTOM_AUTH and refresh are always there.',
      },
      {
        condition: everyClient(isWhole('coalesce(client.refresh_token_rotation_grace_seconds, 0)', -1, 60)),
        message:
          'clients: refresh_token_rotation_grace_seconds takes a whole number of seconds from 0 to 60, or -1 for a client that has rotated and no longer does.',
      },
      {
        condition: everyClient('client.secret_enabled || !client.propagate_user_context'),
        message:
          'clients: propagate_user_context needs secret_enabled = true; Cognito takes it from no other client.',
      },
      notUserWritable,
    ],
  },
} satisfies Record<string, Input>;
