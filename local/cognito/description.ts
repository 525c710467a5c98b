/** How the pool and its clients look to DescribeUserPool, DescribeUserPoolClient and the lists. */

import type { JsonObject } from '../aws-service.ts';
import type { SchemaAttribute, UserPool, UserPoolClient } from '../deployment.ts';
import { schemaOf } from './schema.ts';

/** The function that has event versions stands there twice. */
export function describeTriggers({ lambdaConfig, preTokenGenerationVersion = 'V1_0' }: UserPool): JsonObject {
  const { PreTokenGeneration: LambdaArn } = lambdaConfig;
  return {
    ...lambdaConfig,
    ...(LambdaArn && { PreTokenGenerationConfig: { LambdaArn, LambdaVersion: preTokenGenerationVersion } }),
  };
}

export const describePool = (pool: UserPool): JsonObject => ({
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
  EmailConfiguration: { EmailSendingAccount: pool.emailSendingAccount ?? 'COGNITO_DEFAULT' },
  VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_CODE' },
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

export const describeClient = (client: UserPoolClient): JsonObject => ({
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
