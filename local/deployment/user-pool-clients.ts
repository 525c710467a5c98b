/** The clients of a pool: `aws_cognito_user_pool_client`. */

import type { UserPool, UserPoolClient } from '../deployment.ts';
import { isStandardAttribute } from '../standard-attributes.ts';
import type { Configuration } from '../terraform/configuration.ts';
import { ConfigurationError } from '../terraform/errors.ts';
import { type Instance, instancesOf } from './instances.ts';
import { requireModelled } from './modelled.ts';
import { choiceIn, numberWithin } from './pool-settings.ts';

const secondsIn: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/** What a client may do that does not say: Cognito's CreateUserPoolClient, ExplicitAuthFlows. */
const defaultAuthFlows = ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH'];

/** Seconds that Cognito takes (CreateUserPoolClient: AccessTokenValidity, IdTokenValidity, RefreshTokenValidity). */
const DAY = 86_400;
const lifetimes = {
  access_token: { unit: 'hours', usual: 3600, least: 300, most: DAY },
  id_token: { unit: 'hours', usual: 3600, least: 300, most: DAY },
  refresh_token: { unit: 'days', usual: 30 * DAY, least: 3600, most: 3650 * DAY },
} as const;
type Token = keyof typeof lifetimes;

/** The clients of the pool; those of pools elsewhere are not run here. */
export function readClients(configuration: Configuration, pool: UserPool): UserPoolClient[] {
  return instancesOf(configuration, 'aws_cognito_user_pool_client')
    .filter(client => client.text('user_pool_id') === pool.id)
    .map(client => readClient(client, pool));
}

function readClient(client: Instance, pool: UserPool): UserPoolClient {
  requireModelled(client, 'aws_cognito_user_pool_client');
  const secret = client.optionalText('client_secret');
  const authFlows = client.texts('explicit_auth_flows');
  const explicitAuthFlows = authFlows.length > 0 ? authFlows : defaultAuthFlows;
  const readAttributes = attributeNames(client, 'read_attributes', pool);
  const writeAttributes = attributeNames(client, 'write_attributes', pool);
  const graceSeconds = rotationGraceSeconds(client);
  if (graceSeconds !== undefined && explicitAuthFlows.includes('ALLOW_REFRESH_TOKEN_AUTH'))
    throw new ConfigurationError(
      `${client.address}: refresh_token_rotation excludes ALLOW_REFRESH_TOKEN_AUTH: take it out of explicit_auth_flows`,
    );
  const seconds = {
    accessTokenValiditySeconds: validity(client, 'access_token'),
    idTokenValiditySeconds: validity(client, 'id_token'),
    refreshTokenValiditySeconds: validity(client, 'refresh_token'),
  };
  const { accessTokenValiditySeconds, idTokenValiditySeconds, refreshTokenValiditySeconds } = seconds;
  if (Math.max(accessTokenValiditySeconds, idTokenValiditySeconds) > refreshTokenValiditySeconds)
    throw new ConfigurationError(
      `${client.address}: access_token_validity and id_token_validity may not be longer than refresh_token_validity`,
    );
  return {
    id: client.text('id'),
    name: client.text('name'),
    ...(secret && { secret }),
    explicitAuthFlows,
    preventUserExistenceErrors:
      client.optionalText('prevent_user_existence_errors') === 'ENABLED' ? 'ENABLED' : 'LEGACY',
    authSessionValidityMinutes:
      numberWithin(
        client.optionalNumber('auth_session_validity'),
        `${client.address}.auth_session_validity`,
        3,
        15,
      ) ?? 3,
    ...seconds,
    tokenRevocationEnabled: client.optionalBool('enable_token_revocation') ?? true,
    ...(readAttributes.length > 0 && { readAttributes }),
    ...(writeAttributes.length > 0 && { writeAttributes }),
    ...(graceSeconds !== undefined && { refreshTokenRotationGraceSeconds: graceSeconds }),
  };
}

/**
 * @throws ConfigurationError for a name that the pool's schema does not have, which CreateUserPoolClient refuses
 * ("Invalid write attributes specified while creating a client")
 */
function attributeNames(client: Instance, argument: string, { schema }: UserPool): string[] {
  const names = client.texts(argument);
  const stray = names.find(
    name =>
      name !== 'oidc:profile' && !isStandardAttribute(name) && !schema.some(known => known.name === name),
  );
  if (stray === undefined) return names;
  throw new ConfigurationError(
    `${client.address}.${argument}: the pool has no attribute ${stray}: add it to the pool's schema, or correct the name`,
  );
}

/** Undefined where the refresh token stays; a block may also say DISABLED. */
function rotationGraceSeconds(client: Instance): number | undefined {
  const { address } = client;
  const feature = choiceIn(client, address, 'refresh_token_rotation', 'feature', ['ENABLED', 'DISABLED']);
  if (feature !== 'ENABLED') return undefined;
  const [rotation] = client.blocks('refresh_token_rotation');
  const seconds = rotation?.optionalNumber('retry_grace_period_seconds');
  return numberWithin(seconds, `${address}.refresh_token_rotation.retry_grace_period_seconds`, 0, 60) ?? 0;
}

/** Seconds; Cognito's own where the client leaves it out, which 0 does too. @throws ConfigurationError */
function validity(client: Instance, token: Token): number {
  const { unit: usualUnit, usual, least, most } = lifetimes[token];
  const amount = client.optionalNumber(`${token}_validity`);
  const unit = client.blocks('token_validity_units')[0]?.optionalText(token) ?? usualUnit;
  const unitSeconds = Object.hasOwn(secondsIn, unit) ? secondsIn[unit] : undefined;
  if (unitSeconds === undefined) {
    throw new ConfigurationError(
      `token_validity_units.${token}: "${unit}" is not one of ${Object.keys(secondsIn).join(', ')}`,
    );
  }
  if (!amount) return usual;
  const inSeconds = `${client.address}.${token}_validity, in seconds,`;
  return numberWithin(amount * unitSeconds, inSeconds, least, most) ?? usual;
}
