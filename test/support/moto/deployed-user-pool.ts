import {
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  ListUserPoolClientsCommand,
  type UserPoolClientType,
} from '@aws-sdk/client-cognito-identity-provider';
import { DEFAULT_PASSWORD_POLICY, type UserPool, type UserPoolClient } from '../../../local/deployment.ts';
import type { MotoApi } from './api.ts';

export async function readUserPool({ cognito }: MotoApi, UserPoolId: string): Promise<UserPool> {
  const { UserPool: pool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId }));
  const { DefineAuthChallenge, CreateAuthChallenge, VerifyAuthChallengeResponse, PreTokenGeneration } =
    pool?.LambdaConfig ?? {};
  const policy = pool?.Policies?.PasswordPolicy;
  return {
    id: UserPoolId,
    arn: pool?.Arn ?? '',
    name: pool?.Name ?? '',
    lambdaConfig: {
      ...(DefineAuthChallenge && { DefineAuthChallenge }),
      ...(CreateAuthChallenge && { CreateAuthChallenge }),
      ...(VerifyAuthChallengeResponse && { VerifyAuthChallengeResponse }),
      ...(PreTokenGeneration && { PreTokenGeneration }),
    },
    usernameAttributes: pool?.UsernameAttributes ?? [],
    aliasAttributes: pool?.AliasAttributes ?? [],
    usernameCaseSensitive: pool?.UsernameConfiguration?.CaseSensitive ?? true,
    passwordPolicy: {
      minimumLength: policy?.MinimumLength ?? DEFAULT_PASSWORD_POLICY.minimumLength,
      requireLowercase: policy?.RequireLowercase ?? false,
      requireUppercase: policy?.RequireUppercase ?? false,
      requireNumbers: policy?.RequireNumbers ?? false,
      requireSymbols: policy?.RequireSymbols ?? false,
      temporaryPasswordValidityDays:
        policy?.TemporaryPasswordValidityDays ?? DEFAULT_PASSWORD_POLICY.temporaryPasswordValidityDays,
      historySize: policy?.PasswordHistorySize ?? 0,
    },
    selfSignUpEnabled: !pool?.AdminCreateUserConfig?.AllowAdminCreateUserOnly,
    autoVerifiedAttributes: pool?.AutoVerifiedAttributes ?? [],
    verifiedBeforeUpdate: pool?.UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate ?? [],
    schema: [],
    mfa: {
      configuration: pool?.MfaConfiguration ?? 'OFF',
      softwareToken: (pool?.MfaConfiguration ?? 'OFF') !== 'OFF',
      sms: false,
      email: false,
    },
  };
}

export async function readClients({ cognito }: MotoApi, UserPoolId: string): Promise<UserPoolClient[]> {
  const list = new ListUserPoolClientsCommand({ UserPoolId, MaxResults: 60 });
  const { UserPoolClients = [] } = await cognito.send(list);
  const described = UserPoolClients.map(({ ClientId }) =>
    cognito.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId })),
  );
  return (await Promise.all(described)).flatMap(({ UserPoolClient: client }) =>
    client ? [toClient(client)] : [],
  );
}

const SECONDS = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

function toClient(client: UserPoolClientType): UserPoolClient {
  const { ClientSecret, TokenValidityUnits: units = {}, ReadAttributes } = client;
  return {
    id: client.ClientId ?? '',
    name: client.ClientName ?? '',
    ...(ClientSecret && { secret: ClientSecret }),
    explicitAuthFlows: client.ExplicitAuthFlows ?? [],
    preventUserExistenceErrors: client.PreventUserExistenceErrors ?? 'LEGACY',
    authSessionValidityMinutes: client.AuthSessionValidity ?? 3,
    accessTokenValiditySeconds: (client.AccessTokenValidity ?? 1) * SECONDS[units.AccessToken ?? 'hours'],
    idTokenValiditySeconds: (client.IdTokenValidity ?? 1) * SECONDS[units.IdToken ?? 'hours'],
    refreshTokenValiditySeconds: (client.RefreshTokenValidity ?? 30) * SECONDS[units.RefreshToken ?? 'days'],
    tokenRevocationEnabled: client.EnableTokenRevocation ?? true,
    ...(ReadAttributes && { readAttributes: ReadAttributes }),
  };
}
