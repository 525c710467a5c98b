/** The pool and its clients, as far as the deployment describes them. */

import type { JsonObject, Service } from '../../aws-service.ts';
import type { SchemaAttribute, UserPool, UserPoolClient } from '../../deployment.ts';
import { clientById, requirePool } from '../clients.ts';
import type { Context } from '../context.ts';
import { fields } from '../fields.ts';
import { optional, readInput, required, text, wholeNumber } from '../input.ts';
import { schemaOf } from '../schema.ts';
import { page } from './page.ts';

const nextToken = optional(text({ min: 1, pattern: '[\\S]+' }));
const clientsShape = {
  UserPoolId: fields.UserPoolId,
  MaxResults: optional(wholeNumber(1, 60)),
  NextToken: nextToken,
};

export const describeOperations = ({ deployment, users, now }: Context): Service => {
  // Consoles of others show them: the pool is as old as the server.
  const dates = { CreationDate: now() / 1000, LastModifiedDate: now() / 1000 };
  return {
    DescribeUserPool: input => {
      requirePool(deployment, readInput(input, { UserPoolId: fields.UserPoolId }).UserPoolId);
      return {
        UserPool: {
          ...describePool(deployment.userPool),
          ...dates,
          EstimatedNumberOfUsers: users.all().length,
        },
      };
    },

    ListUserPools: input => {
      readInput(input, { MaxResults: required(wholeNumber(1, 60)), NextToken: nextToken });
      const { id, name } = deployment.userPool;
      const LambdaConfig = describeTriggers(deployment.userPool);
      return { UserPools: [{ Id: id, Name: name, LambdaConfig, ...dates }] };
    },

    DescribeUserPoolClient: input => {
      const request = readInput(input, { UserPoolId: fields.UserPoolId, ClientId: fields.ClientId });
      requirePool(deployment, request.UserPoolId);
      const client = clientById(deployment, request.ClientId);
      return { UserPoolClient: { UserPoolId: deployment.userPool.id, ...describeClient(client), ...dates } };
    },

    ListUserPoolClients: input => {
      const request = readInput(input, clientsShape);
      requirePool(deployment, request.UserPoolId);
      const { items, next } = page(deployment.clients, request.MaxResults ?? 60, request.NextToken);
      return {
        UserPoolClients: items.map(({ id, name }) => ({
          ClientId: id,
          ClientName: name,
          UserPoolId: deployment.userPool.id,
        })),
        ...(next !== undefined && { NextToken: next }),
      };
    },
  };
};

/** The function that has event versions stands there twice. */
function describeTriggers({ lambdaConfig, preTokenGenerationVersion = 'V1_0' }: UserPool): JsonObject {
  const { PreTokenGeneration: LambdaArn } = lambdaConfig;
  return {
    ...lambdaConfig,
    ...(LambdaArn && { PreTokenGenerationConfig: { LambdaArn, LambdaVersion: preTokenGenerationVersion } }),
  };
}

const describePool = (pool: UserPool): JsonObject => ({
  Id: pool.id,
  Name: pool.name,
  Arn: pool.arn,
  LambdaConfig: describeTriggers(pool),
  ...(pool.usernameAttributes.length > 0 && { UsernameAttributes: [...pool.usernameAttributes] }),
  ...(pool.aliasAttributes.length > 0 && { AliasAttributes: [...pool.aliasAttributes] }),
  ...(pool.autoVerifiedAttributes.length > 0 && {
    AutoVerifiedAttributes: [...pool.autoVerifiedAttributes],
  }),
  UsernameConfiguration: { CaseSensitive: pool.usernameCaseSensitive },
  UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: [...pool.verifiedBeforeUpdate] },
  AdminCreateUserConfig: { AllowAdminCreateUserOnly: !pool.selfSignUpEnabled },
  Policies: {
    PasswordPolicy: {
      MinimumLength: pool.passwordPolicy.minimumLength,
      RequireLowercase: pool.passwordPolicy.requireLowercase,
      RequireUppercase: pool.passwordPolicy.requireUppercase,
      RequireNumbers: pool.passwordPolicy.requireNumbers,
      RequireSymbols: pool.passwordPolicy.requireSymbols,
      TemporaryPasswordValidityDays: pool.passwordPolicy.temporaryPasswordValidityDays,
      ...(pool.passwordPolicy.historySize > 0 && { PasswordHistorySize: pool.passwordPolicy.historySize }),
    },
  },
  SchemaAttributes: [...schemaOf(pool).values()].map(describeAttribute),
  MfaConfiguration: pool.mfa.configuration,
  ...(pool.devices && {
    DeviceConfiguration: {
      ChallengeRequiredOnNewDevice: pool.devices.challengeRequiredOnNewDevice,
      DeviceOnlyRememberedOnUserPrompt: pool.devices.onlyRememberedOnUserPrompt,
    },
  }),
  ...(pool.accountRecovery && {
    AccountRecoverySetting: {
      RecoveryMechanisms: pool.accountRecovery.map((Name, index) => ({ Name, Priority: index + 1 })),
    },
  }),
});

function describeAttribute(attribute: SchemaAttribute): JsonObject {
  const { name, type, mutable, required, developerOnly, minimum, maximum } = attribute;
  const limits = (unit: 'Length' | 'Value') => ({
    ...(minimum !== undefined && { [`Min${unit}`]: String(minimum) }),
    ...(maximum !== undefined && { [`Max${unit}`]: String(maximum) }),
  });
  return {
    Name: name,
    AttributeDataType: type,
    DeveloperOnlyAttribute: developerOnly,
    Mutable: mutable,
    Required: required,
    ...(type === 'String' && { StringAttributeConstraints: limits('Length') }),
    ...(type === 'Number' && { NumberAttributeConstraints: limits('Value') }),
  };
}

const describeClient = (client: UserPoolClient): JsonObject => ({
  ClientId: client.id,
  ClientName: client.name,
  ...(client.secret !== undefined && { ClientSecret: client.secret }),
  ExplicitAuthFlows: [...client.explicitAuthFlows],
  PreventUserExistenceErrors: client.preventUserExistenceErrors,
  AuthSessionValidity: client.authSessionValidityMinutes,
  EnableTokenRevocation: client.tokenRevocationEnabled,
  AccessTokenValidity: client.accessTokenValiditySeconds,
  IdTokenValidity: client.idTokenValiditySeconds,
  RefreshTokenValidity: client.refreshTokenValiditySeconds,
  TokenValidityUnits: { AccessToken: 'seconds', IdToken: 'seconds', RefreshToken: 'seconds' },
  ...(client.readAttributes && { ReadAttributes: [...client.readAttributes] }),
  ...(client.writeAttributes && { WriteAttributes: [...client.writeAttributes] }),
  ...(client.refreshTokenRotationGraceSeconds !== undefined && {
    RefreshTokenRotation: {
      Feature: 'ENABLED',
      RetryGracePeriodSeconds: client.refreshTokenRotationGraceSeconds,
    },
  }),
});
