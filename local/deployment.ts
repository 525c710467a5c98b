/**
 * What is deployed, as data: the one thing that the local Cognito, Lambda, IAM, KMS and DynamoDB are given.
 *
 * It is read from the synthesized Terraform (`deployment/read-deployment.ts`), so what runs on this machine is
 * what would run on AWS; a test reads the same shape back from a deployed account.
 */

import type { Query } from './cloudwatch/query.ts';
import type { Policy } from './iam/policy.ts';
import type { EventPattern } from './services/event-pattern.ts';
import type { Filter } from './services/filter-pattern.ts';

/** The triggers of custom authentication, named as in Cognito's `LambdaConfig`. */
export type TriggerName = 'DefineAuthChallenge' | 'CreateAuthChallenge' | 'VerifyAuthChallengeResponse';

/** Cognito's other triggers, named likewise. */
export type OtherTriggerName =
  | 'PreSignUp'
  | 'PostConfirmation'
  | 'PreAuthentication'
  | 'PostAuthentication'
  | 'PreTokenGeneration'
  | 'CustomMessage'
  | 'UserMigration';

export interface Deployment {
  readonly region: string;
  readonly accountId: string;
  readonly userPool: UserPool;
  readonly clients: readonly UserPoolClient[];
  readonly functions: readonly LambdaFunction[];
  readonly eventInvokeConfigs: readonly EventInvokeConfig[];
  readonly subscriptionFilters: readonly SubscriptionFilter[];
  readonly eventRules: readonly EventRule[];
  readonly permissions: readonly LambdaPermission[];
  readonly roles: readonly Role[];
  readonly keys: readonly HmacKey[];
  readonly tables: readonly Table[];
  /** Absent where nobody looks at metrics. */
  readonly monitoring?: Monitoring;
}

/** What CloudWatch does with metrics. */
export interface Monitoring {
  readonly alarms: readonly MetricAlarm[];
  readonly dashboards: readonly Dashboard[];
}

/** `aws_cloudwatch_metric_alarm` */
export interface MetricAlarm {
  readonly name: string;
  readonly description: string;
  /** `GreaterThanOrEqualToThreshold`, … */
  readonly comparisonOperator: string;
  /** Absent where a band is the threshold. */
  readonly threshold?: number;
  /** The id of the query that gives the band. */
  readonly thresholdMetricId?: string;
  readonly evaluationPeriods: number;
  /** All of the evaluation periods when absent. */
  readonly datapointsToAlarm?: number;
  readonly treatMissingData: TreatMissingData;
  readonly periodSeconds: number;
  /** One of them is returned, and the band. */
  readonly queries: readonly Query[];
}

export type TreatMissingData = 'missing' | 'ignore' | 'breaching' | 'notBreaching';

/** `aws_cloudwatch_dashboard` */
export interface Dashboard {
  readonly name: string;
  /** JSON: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Dashboard-Body-Structure.html */
  readonly body: string;
}

export interface UserPool {
  /** `<region>_<9 characters>` */
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  /** Function ARN by trigger; a trigger that is not configured is absent. */
  readonly lambdaConfig: Partial<Record<TriggerName | OtherTriggerName, string>>;
  /** `email`, `phone_number`: what a user signs in with instead of a user name. */
  readonly usernameAttributes: readonly string[];
  /** `email`, `phone_number`, `preferred_username`: what a user may sign in with besides the user name. */
  readonly aliasAttributes: readonly string[];
  readonly usernameCaseSensitive: boolean;
  readonly passwordPolicy: PasswordPolicy;
  /** False where only administrators create users. */
  readonly selfSignUpEnabled: boolean;
  /** `email`, `phone_number`: what Cognito verifies by a code when a user signs up. */
  readonly autoVerifiedAttributes: readonly string[];
  /** Of those, what keeps its old value until a new one is verified. */
  readonly verifiedBeforeUpdate: readonly string[];
  /** Custom attributes, and standard ones with their own rules. */
  readonly schema: readonly SchemaAttribute[];
  readonly mfa: Mfa;
  /** Absent where devices are not remembered. */
  readonly devices?: Devices;
  /** How users who forgot their password get a code, best first; Cognito's own order when absent. */
  readonly accountRecovery?: readonly RecoveryMechanism[];
  /** The owner's texts for messages that Cognito sends; Cognito's if one is absent. */
  readonly messages?: Messages;
  /** False if the pool has no `sms_configuration`: Cognito then sends no text messages. */
  readonly canSendSms?: boolean;
  /** `DEVELOPER` where Cognito's e-mails go out through SES; only then may CustomMessage write them. */
  readonly emailSendingAccount?: 'COGNITO_DEFAULT' | 'DEVELOPER';
  /** The version of PreTokenGeneration's event; V1_0 when absent. */
  readonly preTokenGenerationVersion?: 'V1_0' | 'V2_0' | 'V3_0';
}

/** `RecoveryOptionNameType` */
export type RecoveryMechanism = 'verified_email' | 'verified_phone_number' | 'admin_only';

export interface Messages {
  /** Carries a code as `{####}`. */
  readonly verification: MessageTexts;
  /** Carries the user name as `{username}` and the temporary password as `{####}`. */
  readonly invitation: MessageTexts;
}

export interface MessageTexts {
  readonly emailSubject?: string;
  readonly emailMessage?: string;
  readonly smsMessage?: string;
}

export interface PasswordPolicy {
  readonly minimumLength: number;
  readonly requireLowercase: boolean;
  readonly requireUppercase: boolean;
  readonly requireNumbers: boolean;
  readonly requireSymbols: boolean;
  readonly temporaryPasswordValidityDays: number;
  /** The last passwords, the current one included, that may not be used again: 0–24. */
  readonly historySize: number;
}

/** Cognito's default: CreateUserPool, PasswordPolicyType. */
export const DEFAULT_PASSWORD_POLICY: PasswordPolicy = {
  minimumLength: 8,
  requireLowercase: true,
  requireUppercase: true,
  requireNumbers: true,
  requireSymbols: true,
  temporaryPasswordValidityDays: 7,
  historySize: 0,
};

export interface SchemaAttribute {
  /** As users have it: with `custom:` before the name unless it is standard. */
  readonly name: string;
  readonly type: 'String' | 'Number' | 'DateTime' | 'Boolean';
  readonly mutable: boolean;
  readonly required: boolean;
  readonly developerOnly: boolean;
  /** Of a String its least and most characters, of a Number its least and most value. */
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Cognito's own MFA, and the factors that the pool has. */
export interface Mfa {
  readonly configuration: 'OFF' | 'OPTIONAL' | 'ON';
  readonly softwareToken: boolean;
  readonly sms: boolean;
  readonly email: boolean;
}

/** `DeviceConfigurationType` */
export interface Devices {
  readonly challengeRequiredOnNewDevice: boolean;
  readonly onlyRememberedOnUserPrompt: boolean;
}

export interface UserPoolClient {
  readonly id: string;
  readonly name: string;
  readonly secret?: string;
  /** `ALLOW_CUSTOM_AUTH`, `ALLOW_REFRESH_TOKEN_AUTH`, … */
  readonly explicitAuthFlows: readonly string[];
  readonly preventUserExistenceErrors: 'ENABLED' | 'LEGACY';
  readonly authSessionValidityMinutes: number;
  readonly accessTokenValiditySeconds: number;
  readonly idTokenValiditySeconds: number;
  readonly refreshTokenValiditySeconds: number;
  readonly tokenRevocationEnabled: boolean;
  /** Attributes that the client may read; all of them when absent. */
  readonly readAttributes?: readonly string[];
  /** Attributes that users may write through the client; Cognito's default when absent. */
  readonly writeAttributes?: readonly string[];
  /** Present where a refresh gives a new refresh token; the old one then works for so much longer, 0–60 s. */
  readonly refreshTokenRotationGraceSeconds?: number;
}

export interface LambdaFunction {
  readonly name: string;
  readonly arn: string;
  /** `nodejs22.x`, `python3.12`, `provided.al2023`, … */
  readonly runtime: string;
  /** `index.handler`; without meaning for `provided.*`. */
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  /** The zip on this machine, or a folder with what would be in it. */
  readonly packagePath: string;
  readonly roleArn: string;
  /**
   * Least level of its own log lines (`application_log_level`), if its log format is JSON; absent if that is
   * plain text, of which Lambda filters nothing.
   */
  readonly logLevel?: LogLevel;
  /** ARN of the queue or topic that gets the events which Lambda gave up (`DeadLetterConfig`). */
  readonly deadLetterTargetArn?: string;
}

/** Lambda's, from most detail to least. */
export const LOG_LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** `aws_lambda_function_event_invoke_config`: how Lambda goes on with events of asynchronous invocations. */
export interface EventInvokeConfig {
  /** With its version or alias, if it is for one. */
  readonly functionArn: string;
  /** 0–2 */
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeSeconds: number;
  /** ARN of what is told of an event that Lambda gave up. */
  readonly onFailure?: string;
}

/** Lambda's defaults: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
export const EVENT_INVOKE_DEFAULTS = { maximumRetryAttempts: 2, maximumEventAgeSeconds: 6 * 3600 };

/** `aws_cloudwatch_log_subscription_filter`: which lines of a function's log go to a function. */
export interface SubscriptionFilter {
  readonly name: string;
  readonly logGroupName: string;
  readonly passes: Filter;
  readonly destinationArn: string;
}

/** `aws_cloudwatch_event_rule` of the default bus, for one target. */
export interface EventRule {
  readonly name: string;
  readonly arn: string;
  readonly matches: EventPattern;
  readonly targetArn: string;
}

/** `aws_lambda_permission`: who may invoke a function. */
export interface LambdaPermission {
  /** Name or ARN. */
  readonly functionName: string;
  readonly action: string;
  /** A service (`cognito-idp.amazonaws.com`), an account, an ARN, or `*`. */
  readonly principal: string;
  readonly sourceArn?: string;
  readonly sourceAccount?: string;
  readonly principalOrgId?: string;
  readonly eventSourceToken?: string;
  readonly functionUrlAuthType?: string;
}

export interface Role {
  readonly arn: string;
  /** Inline and attached ones. */
  readonly policies: readonly Policy[];
  readonly permissionsBoundary?: Policy;
}

export interface HmacKey {
  readonly arn: string;
  /** `alias/…` */
  readonly aliases: readonly string[];
  /** The key's own. */
  readonly policy: Policy;
}

/** A DynamoDB table whose items have a key of one attribute. */
export interface Table {
  readonly name: string;
  readonly arn: string;
  readonly hashKey: string;
  readonly hashKeyType: 'S' | 'N' | 'B';
  /** Holds the epoch second after which DynamoDB may delete an item. */
  readonly ttlAttribute?: string;
  /** The owner's key that it is encrypted with; absent if that is AWS's. */
  readonly kmsKeyArn?: string;
}
