/**
 * What is deployed, as data: the one thing that the local Cognito, Lambda, IAM, KMS and DynamoDB are given.
 *
 * It is read from the synthesized Terraform (`terraform/read-deployment.ts`), so what runs on this machine is
 * what would run on AWS; a test reads the same shape back from a deployed account.
 */

/** The triggers of custom authentication, named as in Cognito's `LambdaConfig`. */
export type TriggerName = 'DefineAuthChallenge' | 'CreateAuthChallenge' | 'VerifyAuthChallengeResponse';

export interface Deployment {
  readonly region: string;
  readonly accountId: string;
  readonly userPool: UserPool;
  readonly clients: readonly UserPoolClient[];
  readonly functions: readonly LambdaFunction[];
  readonly eventInvokeConfigs: readonly EventInvokeConfig[];
  readonly permissions: readonly LambdaPermission[];
  readonly roles: readonly Role[];
  readonly keys: readonly HmacKey[];
  readonly tables: readonly Table[];
}

export interface UserPool {
  /** `<region>_<9 characters>` */
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  /** Function ARN by trigger; a trigger that is not configured is absent. */
  readonly lambdaConfig: Partial<Record<TriggerName, string>>;
  /** `email`, `phone_number`: what a user signs in with instead of a user name. */
  readonly usernameAttributes: readonly string[];
  /** `email`, `phone_number`, `preferred_username`: what a user may sign in with besides the user name. */
  readonly aliasAttributes: readonly string[];
  readonly usernameCaseSensitive: boolean;
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
}

/** `aws_lambda_function_event_invoke_config`: how Lambda goes on with events of asynchronous invocations. */
export interface EventInvokeConfig {
  /** With its version or alias, where it is for one. */
  readonly functionArn: string;
  /** 0–2 */
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeSeconds: number;
  /** ARN of what is told of an event that Lambda gave up. */
  readonly onFailure?: string;
}

/** Lambda's, where nothing is said: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
export const EVENT_INVOKE_DEFAULTS = { maximumRetryAttempts: 2, maximumEventAgeSeconds: 6 * 3600 };

/** `aws_lambda_permission`: who may invoke a function. */
export interface LambdaPermission {
  /** Name or ARN. */
  readonly functionName: string;
  readonly action: string;
  /** A service, as `cognito-idp.amazonaws.com`. */
  readonly principal: string;
  readonly sourceArn?: string;
  readonly sourceAccount?: string;
}

export interface Role {
  readonly arn: string;
  readonly statements: readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly effect: 'Allow' | 'Deny';
  /** `kms:GenerateMac`; `*` and `?` as in IAM. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

export interface HmacKey {
  readonly arn: string;
  /** `alias/…` */
  readonly aliases: readonly string[];
}

/** A DynamoDB table whose items have a key of one attribute. */
export interface Table {
  readonly name: string;
  readonly arn: string;
  readonly hashKey: string;
  readonly hashKeyType: 'S' | 'N' | 'B';
  /** Holds the epoch second after which DynamoDB may delete an item. */
  readonly ttlAttribute?: string;
}
