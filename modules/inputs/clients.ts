import { flag, map, object, oneOf, optional, set, text, whole } from '../../functions/settings/declare.ts';
import { declared } from './from-declaration.ts';
import type { Validation } from './input.ts';
import { anyText, saying } from './scalars.ts';
import { notUserWritable } from './user-writable.ts';

const bypassFlow = oneOf(
  'ALLOW_USER_SRP_AUTH',
  'ALLOW_USER_PASSWORD_AUTH',
  'ALLOW_ADMIN_USER_PASSWORD_AUTH',
  'ALLOW_USER_AUTH',
);

const client = object({
  secret_enabled: optional(flag(), false),
  session_validity_minutes: optional(whole(3, 15), 5),
  access_token_validity_minutes: optional(whole(5, 1440), 60),
  id_token_validity_minutes: optional(whole(5, 1440), 60),
  refresh_token_validity_days: optional(whole(1, 3650), 30),
  refresh_token_rotation_grace_seconds: optional(
    saying(
      'a whole number from 0 to 60, or -1 for a client that has rotated and no longer does',
      whole(-1, 60),
    ),
  ),
  propagate_user_context: optional(flag(), false),
  bypass_auth_flows: optional(
    set(
      saying(`one of ${bypassFlow.names.join(', ')}; CUSTOM_AUTH and refresh are always there`, bypassFlow),
    ),
    [],
  ),
  read_attributes: optional(set(anyText)),
  write_attributes: optional(set(anyText)),
});

const clientName = text(
  '1 to 128 letters, digits, spaces and + = , . @ _ -',
  /^[A-Za-z0-9 +=,.@_-]{1,128}$/u,
);

const rules: readonly Validation[] = [
  {
    condition:
      'alltrue([for client in var.clients : alltrue([for step in var.flow : step.lifetime_seconds <= client.session_validity_minutes * 60])])',
    message:
      'clients: session_validity_minutes ends before an answer does: raise it to the longest lifetime_seconds of the flow, or shorten that.',
  },
  {
    condition:
      'alltrue([for step in var.flow : length(setsubtract(coalesce(try(step.when.clients, null), []), keys(var.clients))) == 0])',
    message:
      'clients: flow has a step for a client that is not among them (when.clients): add it, or correct the name.',
  },
  {
    condition:
      'alltrue([for client in var.clients : client.secret_enabled || !client.propagate_user_context])',
    message:
      'clients: propagate_user_context needs secret_enabled = true; Cognito takes it from no other client.',
  },
  notUserWritable,
];

/** Through which app clients users sign in. */
export const clientInputs = {
  clients: declared('clients', map(client, clientName), {
    text: 'App clients by name.',
    attributes: {
      secret_enabled: 'Whether the client has a secret: for clients that run on a server.',
      session_validity_minutes: 'Time for one round of the sign-in.',
      access_token_validity_minutes: 'How long an access token is valid.',
      id_token_validity_minutes: 'How long an ID token is valid.',
      refresh_token_validity_days: 'How long a refresh token is valid.',
      refresh_token_rotation_grace_seconds:
        'With it, each refresh gives a new refresh token, and the old one works this much longer; the client then refreshes with `GetTokensFromRefreshToken`. Once set, only -1 takes it back, not null.',
      propagate_user_context:
        'Whether a client with a secret may tell the IP address of its user, for threat protection.',
      bypass_auth_flows:
        'Flows that lead AROUND the challenges: through a client that has one, users can sign in without them.',
      read_attributes:
        'User attributes that users may read. Default: all. Back to null, they stay as they were.',
      write_attributes:
        'User attributes that users may write. Default: all. Back to null, they stay as they were. What a step depends on (`when.attribute`) must not be among them.',
    },
    default: { app: {} },
    example: {
      web: { write_attributes: ['name', 'locale'] },
      server: { secret_enabled: true, refresh_token_validity_days: 7 },
    },
    rules,
  }),
};
