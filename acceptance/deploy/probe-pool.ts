/** A user pool whose triggers are all the probe: what Cognito does, apart from what the module's functions do. */

import { REMEMBERS_DEVICES } from './devices-pool.ts';
import { mayKeep } from './helpers.ts';
import { helperFunction, merged, type TerraformJson } from './terraform-json.ts';

export interface ProbePool {
  /** Users sign in with their e-mail address, or with a user name. */
  readonly names: 'email' | 'plain';
  readonly mfa?: boolean;
  readonly devices?: boolean;
}

const CUSTOM = ['ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'];

/** By name: what each is set to besides. `app` is set as the module sets its clients. */
const CLIENTS = {
  app: { explicit_auth_flows: CUSTOM, prevent_user_existence_errors: 'ENABLED' },
  legacy: { explicit_auth_flows: CUSTOM, prevent_user_existence_errors: 'LEGACY' },
  admin: {
    explicit_auth_flows: [...CUSTOM, 'ALLOW_ADMIN_USER_PASSWORD_AUTH'],
    prevent_user_existence_errors: 'ENABLED',
  },
};

/** @param kept the table of the helpers */
export function probePool(
  name: string,
  { names, mfa = false, devices = false }: ProbePool,
  kept: { readonly name: string; readonly arn: string },
  filename: string,
): TerraformJson {
  const probe = '${aws_lambda_function.probe.arn}';
  const clients = Object.entries(CLIENTS).map(([client, settings]) => [
    client,
    { name: client, user_pool_id: '${aws_cognito_user_pool.probe.id}', ...settings },
  ]);
  return merged(
    helperFunction({
      id: 'probe',
      functionName: name,
      filename,
      handler: 'index.handler',
      environment: { KEPT_TABLE: kept.name },
      statements: [mayKeep(kept.arn)],
    }),
    {
      resource: {
        aws_cognito_user_pool: {
          probe: {
            name,
            // As the module sets its pool.
            username_configuration: [{ case_sensitive: false }],
            ...(names === 'email' && { username_attributes: ['email'] }),
            lambda_config: [
              {
                define_auth_challenge: probe,
                create_auth_challenge: probe,
                verify_auth_challenge_response: probe,
                pre_token_generation: probe,
              },
            ],
            ...(mfa && {
              mfa_configuration: 'OPTIONAL',
              software_token_mfa_configuration: [{ enabled: true }],
            }),
            ...(devices && REMEMBERS_DEVICES),
          },
        },
        aws_cognito_user_pool_client: Object.fromEntries(clients),
        aws_lambda_permission: {
          probe: {
            function_name: '${aws_lambda_function.probe.function_name}',
            action: 'lambda:InvokeFunction',
            principal: 'cognito-idp.amazonaws.com',
            source_arn: '${aws_cognito_user_pool.probe.arn}',
            source_account: '${split(":", aws_cognito_user_pool.probe.arn)[4]}',
          },
        },
      },
      output: {
        user_pool_id: { value: '${aws_cognito_user_pool.probe.id}' },
        user_pool_arn: { value: '${aws_cognito_user_pool.probe.arn}' },
        client_ids: {
          value: Object.fromEntries(
            Object.keys(CLIENTS).map(client => [client, `\${aws_cognito_user_pool_client.${client}.id}`]),
          ),
        },
        function_names: { value: { probe: name } },
      },
    },
  );
}
