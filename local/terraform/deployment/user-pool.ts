/** The user pool and its clients: `aws_cognito_user_pool`, `aws_cognito_user_pool_client`. */

import {
  DEFAULT_PASSWORD_POLICY,
  type OtherTriggerName,
  type TriggerName,
  type UserPool,
  type UserPoolClient,
} from '../../deployment.ts';
import type { Configuration } from '../configuration.ts';
import { ConfigurationError } from '../errors.ts';
import type { Fields } from '../fields.ts';
import { instancesOf } from './instances.ts';

const triggerArguments: Readonly<Record<TriggerName | OtherTriggerName, string>> = {
  DefineAuthChallenge: 'define_auth_challenge',
  CreateAuthChallenge: 'create_auth_challenge',
  VerifyAuthChallengeResponse: 'verify_auth_challenge_response',
  PreSignUp: 'pre_sign_up',
  PostConfirmation: 'post_confirmation',
  PreAuthentication: 'pre_authentication',
  PostAuthentication: 'post_authentication',
  PreTokenGeneration: 'pre_token_generation',
  CustomMessage: 'custom_message',
  UserMigration: 'user_migration',
};

const secondsIn: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/** What a client may do that does not say: Cognito's CreateUserPoolClient, ExplicitAuthFlows. */
const defaultAuthFlows = ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH'];

/** @throws ConfigurationError unless there is exactly one pool */
export function readUserPool(configuration: Configuration): UserPool {
  const [pool, ...more] = instancesOf(configuration, 'aws_cognito_user_pool');
  if (pool === undefined) {
    throw new ConfigurationError(
      'There is no aws_cognito_user_pool to run. One that exists on AWS cannot: let the configuration make its own pool, as with user_pool_enabled = true',
    );
  }
  if (more.length > 0) {
    const addresses = [pool, ...more].map(({ address }) => address).join(', ');
    throw new ConfigurationError(
      `There are several user pools (${addresses}), and only one can run here: keep one`,
    );
  }
  return {
    id: pool.text('id'),
    arn: pool.text('arn'),
    name: pool.text('name'),
    lambdaConfig: lambdaConfig(pool.blocks('lambda_config')[0]),
    usernameAttributes: pool.texts('username_attributes'),
    aliasAttributes: pool.texts('alias_attributes'),
    usernameCaseSensitive: pool.blocks('username_configuration')[0]?.optionalBool('case_sensitive') ?? true,
    passwordPolicy: DEFAULT_PASSWORD_POLICY,
    selfSignUpEnabled: true,
    autoVerifiedAttributes: pool.texts('auto_verified_attributes'),
    verifiedBeforeUpdate: [],
    schema: [],
    mfa: { configuration: 'OFF', softwareToken: false, sms: false, email: false },
  };
}

function lambdaConfig(block: Fields | undefined): UserPool['lambdaConfig'] {
  const entries = Object.entries(triggerArguments).flatMap(([trigger, argument]) => {
    const arn = block?.optionalText(argument);
    return arn === undefined ? [] : [[trigger, arn] as const];
  });
  return Object.fromEntries(entries);
}

/** The clients of the pool; those of pools elsewhere are not run here. */
export function readClients(configuration: Configuration, pool: UserPool): UserPoolClient[] {
  return instancesOf(configuration, 'aws_cognito_user_pool_client')
    .filter(client => client.text('user_pool_id') === pool.id)
    .map(readClient);
}

function readClient(client: Fields): UserPoolClient {
  const secret = client.optionalText('client_secret');
  const authFlows = client.texts('explicit_auth_flows');
  const readAttributes = client.texts('read_attributes');
  return {
    id: client.text('id'),
    name: client.text('name'),
    ...(secret && { secret }),
    explicitAuthFlows: authFlows.length > 0 ? authFlows : defaultAuthFlows,
    preventUserExistenceErrors:
      client.optionalText('prevent_user_existence_errors') === 'ENABLED' ? 'ENABLED' : 'LEGACY',
    authSessionValidityMinutes: client.optionalNumber('auth_session_validity') ?? 3,
    accessTokenValiditySeconds: validity(client, 'access_token', 'hours') ?? 3600,
    idTokenValiditySeconds: validity(client, 'id_token', 'hours') ?? 3600,
    refreshTokenValiditySeconds: validity(client, 'refresh_token', 'days') ?? 30 * 86_400,
    tokenRevocationEnabled: client.optionalBool('enable_token_revocation') ?? true,
    ...(readAttributes.length > 0 && { readAttributes }),
  };
}

/** Undefined when the client leaves it to Cognito; 0 means that too. */
function validity(client: Fields, token: string, defaultUnit: string): number | undefined {
  const amount = client.optionalNumber(`${token}_validity`);
  const unit = client.blocks('token_validity_units')[0]?.optionalText(token) ?? defaultUnit;
  const seconds = Object.hasOwn(secondsIn, unit) ? secondsIn[unit] : undefined;
  if (seconds === undefined) {
    throw new ConfigurationError(
      `token_validity_units.${token}: "${unit}" is not one of ${Object.keys(secondsIn).join(', ')}`,
    );
  }
  return amount ? amount * seconds : undefined;
}
