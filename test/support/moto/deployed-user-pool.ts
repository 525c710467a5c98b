import { isDeepStrictEqual } from 'node:util';
import {
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  GetUserPoolMfaConfigCommand,
  ListUserPoolClientsCommand,
  type SchemaAttributeType,
  type UserPoolClientType,
  type UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  DEFAULT_PASSWORD_POLICY,
  type MessageTexts,
  type SchemaAttribute,
  type UserPool,
  type UserPoolClient,
} from '../../../local/deployment.ts';
import { STANDARD_ATTRIBUTES } from '../../../local/standard-attributes.ts';
import type { MotoApi } from './api.ts';

export async function readUserPool({ cognito }: MotoApi, UserPoolId: string): Promise<UserPool> {
  const { UserPool: pool = {} } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId }));
  const accountRecovery = recoveryOf(pool);
  return {
    id: UserPoolId,
    arn: pool.Arn ?? '',
    name: pool.Name ?? '',
    lambdaConfig: Object.fromEntries(
      TRIGGERS.flatMap(trigger => {
        const arn = pool.LambdaConfig?.[trigger];
        return arn ? [[trigger, arn]] : [];
      }),
    ),
    usernameAttributes: pool.UsernameAttributes ?? [],
    aliasAttributes: pool.AliasAttributes ?? [],
    usernameCaseSensitive: pool.UsernameConfiguration?.CaseSensitive ?? true,
    passwordPolicy: policyOf(pool),
    selfSignUpEnabled: !pool.AdminCreateUserConfig?.AllowAdminCreateUserOnly,
    autoVerifiedAttributes: pool.AutoVerifiedAttributes ?? [],
    verifiedBeforeUpdate: pool.UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate ?? [],
    // The account lists the standard attributes, too.
    schema: (pool.SchemaAttributes ?? []).map(toSchemaAttribute).filter(differsFromStandard),
    mfa: await mfaOf(cognito, UserPoolId),
    ...(pool.DeviceConfiguration && {
      devices: {
        challengeRequiredOnNewDevice: pool.DeviceConfiguration.ChallengeRequiredOnNewDevice ?? false,
        onlyRememberedOnUserPrompt: pool.DeviceConfiguration.DeviceOnlyRememberedOnUserPrompt ?? false,
      },
    }),
    ...(accountRecovery.length > 0 && { accountRecovery }),
    messages: {
      verification: textsOf({ ...pool.VerificationMessageTemplate }),
      invitation: textsOf({ ...pool.AdminCreateUserConfig?.InviteMessageTemplate }),
    },
    canSendSms: pool.SmsConfiguration !== undefined,
    emailSendingAccount: pool.EmailConfiguration?.EmailSendingAccount ?? 'COGNITO_DEFAULT',
    preTokenGenerationVersion: pool.LambdaConfig?.PreTokenGenerationConfig?.LambdaVersion ?? 'V1_0',
  };
}

const TRIGGERS = [
  'DefineAuthChallenge',
  'CreateAuthChallenge',
  'VerifyAuthChallengeResponse',
  'PreSignUp',
  'PostConfirmation',
  'PreAuthentication',
  'PostAuthentication',
  'PreTokenGeneration',
  'CustomMessage',
] as const;

function policyOf({ Policies }: UserPoolType): UserPool['passwordPolicy'] {
  const policy = Policies?.PasswordPolicy;
  const { minimumLength, temporaryPasswordValidityDays } = DEFAULT_PASSWORD_POLICY;
  return {
    minimumLength: policy?.MinimumLength ?? minimumLength,
    requireLowercase: policy?.RequireLowercase ?? false,
    requireUppercase: policy?.RequireUppercase ?? false,
    requireNumbers: policy?.RequireNumbers ?? false,
    requireSymbols: policy?.RequireSymbols ?? false,
    temporaryPasswordValidityDays: policy?.TemporaryPasswordValidityDays ?? temporaryPasswordValidityDays,
    historySize: policy?.PasswordHistorySize ?? 0,
  };
}

/** Best first. */
const recoveryOf = ({ AccountRecoverySetting }: UserPoolType) =>
  (AccountRecoverySetting?.RecoveryMechanisms ?? [])
    .toSorted((one, other) => (one.Priority ?? 1) - (other.Priority ?? 1))
    .flatMap(({ Name }) => Name ?? []);

function toSchemaAttribute(attribute: SchemaAttributeType): SchemaAttribute {
  const { Name = '', StringAttributeConstraints: length, NumberAttributeConstraints: value } = attribute;
  const minimum = length?.MinLength ?? value?.MinValue;
  const maximum = length?.MaxLength ?? value?.MaxValue;
  return {
    name: Name,
    type: attribute.AttributeDataType ?? 'String',
    mutable: attribute.Mutable ?? true,
    required: attribute.Required ?? false,
    developerOnly: attribute.DeveloperOnlyAttribute ?? false,
    ...(minimum !== undefined && { minimum: Number(minimum) }),
    ...(maximum !== undefined && { maximum: Number(maximum) }),
  };
}

const differsFromStandard = (attribute: SchemaAttribute): boolean =>
  !STANDARD_ATTRIBUTES.some(standard => isDeepStrictEqual(standard, attribute));

/** The two templates spell one field differently. */
interface Texts {
  readonly EmailSubject?: string | undefined;
  readonly EmailMessage?: string | undefined;
  readonly SmsMessage?: string | undefined;
  readonly SMSMessage?: string | undefined;
}

/** What moto answers where nothing was said. */
const MOTOS_OWN = new Set(['Your verification code', 'Your verification code is {####}. ']);

function textsOf({ EmailSubject, EmailMessage, SmsMessage, SMSMessage }: Texts): MessageTexts {
  const texts = {
    emailSubject: EmailSubject,
    emailMessage: EmailMessage,
    smsMessage: SmsMessage ?? SMSMessage,
  };
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text && !MOTOS_OWN.has(text)));
}

async function mfaOf(cognito: MotoApi['cognito'], UserPoolId: string): Promise<UserPool['mfa']> {
  const config = await cognito.send(new GetUserPoolMfaConfigCommand({ UserPoolId }));
  return {
    configuration: config.MfaConfiguration ?? 'OFF',
    softwareToken: config.SoftwareTokenMfaConfiguration?.Enabled ?? false,
    sms: config.SmsMfaConfiguration !== undefined,
    email: config.EmailMfaConfiguration !== undefined,
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
  const { ClientSecret, TokenValidityUnits: units = {}, ReadAttributes, WriteAttributes } = client;
  const { Feature, RetryGracePeriodSeconds = 0 } = client.RefreshTokenRotation ?? {};
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
    ...(WriteAttributes && { writeAttributes: WriteAttributes }),
    ...(Feature === 'ENABLED' && { refreshTokenRotationGraceSeconds: RetryGracePeriodSeconds }),
  };
}
