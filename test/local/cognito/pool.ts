/** A user pool to test with: a deployment, triggers in this process, a clock to turn, and what was sent. */

import { expect } from 'chai';
import { AwsError, type Caller, type JsonObject } from '../../../local/aws-service.ts';
import { type Cognito, createCognito, type Message, type Round } from '../../../local/cognito/cognito.ts';
import type { Choices, Context } from '../../../local/cognito/context.ts';
import { rsaKeyPair } from '../../../local/cognito/signer.ts';
import {
  DEFAULT_PASSWORD_POLICY,
  type Deployment,
  type OtherTriggerName,
  type SchemaAttribute,
  type TriggerName,
  type UserPool,
  type UserPoolClient,
} from '../../../local/deployment.ts';
import type { Invoke } from '../../../local/lambda/lambda.ts';
import { asModelled } from '../../aws-models/as-modelled.ts';

export const region = 'eu-central-1';
export const accountId = '123456789012';
export const userPoolId = `${region}_Abc123xyz`;
export const userPoolArn = `arn:aws:cognito-idp:${region}:${accountId}:userpool/${userPoolId}`;
export const password = 'Correct-horse-7';
export const admin: Caller = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE' };

export const triggerNames: readonly TriggerName[] = [
  'DefineAuthChallenge',
  'CreateAuthChallenge',
  'VerifyAuthChallengeResponse',
];
/** There are functions for these, too, which a pool calls once its `lambdaConfig` says so. */
const allTriggers = [
  ...triggerNames,
  ...['PreSignUp', 'PostConfirmation', 'CustomMessage'],
  ...['PreAuthentication', 'PostAuthentication', 'PreTokenGeneration'],
];
export const functionArn = (name: string) => `arn:aws:lambda:${region}:${accountId}:function:${name}`;

export const publicClient: UserPoolClient = {
  id: 'publicclient',
  name: 'public',
  explicitAuthFlows: ['ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  preventUserExistenceErrors: 'ENABLED',
  authSessionValidityMinutes: 3,
  accessTokenValiditySeconds: 3600,
  idTokenValiditySeconds: 1800,
  refreshTokenValiditySeconds: 30 * 86_400,
  tokenRevocationEnabled: true,
};
export const legacyClient: UserPoolClient = {
  ...publicClient,
  id: 'legacyclient',
  preventUserExistenceErrors: 'LEGACY',
};
export const secretClient: UserPoolClient = { ...publicClient, id: 'secretclient', secret: 's3cret' };

/** An attribute of the pool's own. */
export const attribute = (name: string, rules: Partial<SchemaAttribute> = {}): SchemaAttribute => ({
  name,
  type: 'String',
  mutable: true,
  required: false,
  developerOnly: false,
  ...rules,
});

export const deploymentWith = (
  changes: Partial<Deployment> & { pool?: Partial<UserPool>; clients?: readonly UserPoolClient[] } = {},
): Deployment => {
  const { pool, ...rest } = changes;
  return {
    region,
    accountId,
    userPool: {
      id: userPoolId,
      arn: userPoolArn,
      name: 'test',
      lambdaConfig: Object.fromEntries(triggerNames.map(name => [name, functionArn(name)])),
      usernameAttributes: [],
      aliasAttributes: [],
      usernameCaseSensitive: false,
      passwordPolicy: DEFAULT_PASSWORD_POLICY,
      selfSignUpEnabled: true,
      autoVerifiedAttributes: ['email', 'phone_number'],
      verifiedBeforeUpdate: [],
      schema: [attribute('custom:team')],
      mfa: { configuration: 'OFF', softwareToken: false, sms: false, email: false },
      ...pool,
    },
    clients: [publicClient, legacyClient, secretClient],
    functions: allTriggers.map(name => ({
      name,
      arn: functionArn(name),
      runtime: 'nodejs22.x',
      handler: 'index.handler',
      timeoutSeconds: 5,
      memoryMb: 256,
      environment: {},
      packagePath: 'none.zip',
      roleArn: 'arn:aws:iam::123456789012:role/none',
    })),
    permissions: allTriggers.map(functionName => ({
      functionName,
      action: 'lambda:InvokeFunction',
      principal: 'cognito-idp.amazonaws.com',
      sourceArn: userPoolArn,
      sourceAccount: accountId,
    })),
    roles: [],
    keys: [],
    tables: [],
    eventInvokeConfigs: [],
    subscriptionFilters: [],
    eventRules: [],
    ...rest,
  };
};

/** The `lambdaConfig` of a pool with these triggers besides the three. */
export const triggersBesides = (...names: OtherTriggerName[]): UserPool['lambdaConfig'] =>
  Object.fromEntries([...triggerNames, ...names].map(name => [name, functionArn(name)]));

export interface TriggerEvent {
  readonly [field: string]: unknown;
  readonly userName: string;
  readonly request: JsonObject & { session: { challengeName: string; challengeResult: boolean }[] };
  readonly response: JsonObject;
}
export type Handler = (event: TriggerEvent) => unknown;
export type Handlers = Partial<Record<TriggerName | OtherTriggerName, Handler>>;

/** A handler that fills in the response, as AWS's samples do. */
export const answering =
  (response: JsonObject | ((event: TriggerEvent) => JsonObject)): Handler =>
  event => ({
    ...event,
    response: { ...event.response, ...(typeof response === 'function' ? response(event) : response) },
  });

/** The CAPTCHA of AWS's documentation: three tries, then failure. */
export const captcha: Record<TriggerName, Handler> = {
  DefineAuthChallenge: answering(({ request: { session } }) => {
    if (session.at(-1)?.challengeName === 'CUSTOM_CHALLENGE' && session.at(-1)?.challengeResult)
      return { issueTokens: true, failAuthentication: false };
    if (session.length >= 3) return { issueTokens: false, failAuthentication: true };
    return { issueTokens: false, failAuthentication: false, challengeName: 'CUSTOM_CHALLENGE' };
  }),
  CreateAuthChallenge: answering({
    publicChallengeParameters: { captchaUrl: 'url/123.jpg' },
    privateChallengeParameters: { answer: '5' },
    challengeMetadata: 'CAPTCHA_CHALLENGE',
  }),
  VerifyAuthChallengeResponse: answering(({ request }) => {
    const { privateChallengeParameters, challengeAnswer } = request;
    const { answer } = privateChallengeParameters as JsonObject;
    return { answerCorrect: answer === challengeAnswer };
  }),
};

/** The password first, and then nothing else. */
export const passwordOnly: Handlers = {
  DefineAuthChallenge: answering(({ request: { session } }) =>
    session.at(-1)?.challengeName === 'PASSWORD_VERIFIER' && session.at(-1)?.challengeResult
      ? { issueTokens: true }
      : { challengeName: 'PASSWORD_VERIFIER' },
  ),
};

/** Runs handlers as Lambda runs functions: JSON in, JSON out, errors as its runtime reports them. */
export const invokeHandlers =
  (handlers: Handlers): Invoke =>
  async (arn, payload) => {
    const entries = Object.entries(handlers);
    const handler = entries.find(([name]) => arn === functionArn(name))?.[1];
    if (!handler) throw new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, 404);
    try {
      const output = (await handler(JSON.parse(payload))) ?? null;
      return { payload: JSON.stringify(output), durationMs: 1, coldStart: false };
    } catch (error) {
      const { name: errorType, message: errorMessage } = error as Error;
      const trace = JSON.stringify({ errorType, errorMessage, trace: [] });
      return { payload: trace, functionError: 'Unhandled', durationMs: 1, coldStart: false };
    }
  };

export interface TestPool extends Cognito {
  call(operation: string, input: JsonObject, caller?: Caller): Promise<JsonObject>;
  /** A confirmed user with `password` and a verified e-mail address. */
  addUser(name: string, attributes?: Record<string, string>): Promise<void>;
  readonly rounds: Round[];
  readonly messages: Message[];
  readonly clock: { now: number };
}

/** Made once for all tests: it takes its time. */
const keyPair = rsaKeyPair();

export function testPool(
  options: {
    handlers?: Handlers;
    invoke?: Invoke;
    deployment?: Deployment;
    triggerTimeoutMs?: number;
    triggerCalls?: number;
    choices?: Partial<Choices>;
    issuer?: string;
    authorize?: Context['authorize'];
  } = {},
): TestPool {
  const { handlers = captcha, deployment = deploymentWith(), invoke = invokeHandlers(handlers) } = options;
  const rounds: Round[] = [];
  const messages: Message[] = [];
  const clock = { now: Date.UTC(2026, 0, 2, 3, 4, 5) };
  const cognito = createCognito({
    deployment,
    invoke,
    now: () => clock.now,
    send: message => messages.push(message),
    onRound: round => rounds.push(round),
    makeKeyPair: () => keyPair,
    ...(options.triggerTimeoutMs !== undefined && { triggerTimeoutMs: options.triggerTimeoutMs }),
    ...(options.triggerCalls !== undefined && { triggerCalls: options.triggerCalls }),
    ...(options.choices && { choices: options.choices }),
    ...(options.authorize && { authorize: options.authorize }),
    ...(options.issuer !== undefined && { issuer: () => String(options.issuer) }),
  });
  const call: TestPool['call'] = async (name, input, caller = {}) => {
    const operation = cognito.service[name];
    if (!operation) throw new Error(`no operation ${name}`);
    return asModelled(name, () => operation(input, caller));
  };
  return {
    ...cognito,
    call,
    addUser: async (Username, attributes = {}) => {
      const all = { email: `${Username}@example.com`, email_verified: 'true', ...attributes };
      const UserAttributes = Object.entries(all).map(([Name, Value]) => ({ Name, Value }));
      const user = { UserPoolId: userPoolId, Username };
      await call('AdminCreateUser', { ...user, UserAttributes, MessageAction: 'SUPPRESS' }, admin);
      await call('AdminSetUserPassword', { ...user, Password: password, Permanent: true }, admin);
    },
    rounds,
    messages,
    clock,
  };
}

/** Starts custom authentication. */
export const begin = (
  pool: TestPool,
  USERNAME: string,
  more: {
    ClientId?: string;
    AuthParameters?: Record<string, string>;
    ClientMetadata?: Record<string, string>;
  } = {},
): Promise<JsonObject> =>
  pool.call('InitiateAuth', {
    ClientId: more.ClientId ?? publicClient.id,
    AuthFlow: 'CUSTOM_AUTH',
    AuthParameters: { USERNAME, ...more.AuthParameters },
    ...(more.ClientMetadata && { ClientMetadata: more.ClientMetadata }),
  });

/** Answers a custom challenge. */
export const answer = (
  pool: TestPool,
  { Session }: JsonObject,
  responses: Record<string, string>,
  more: { ClientId?: string; ClientMetadata?: Record<string, string> } = {},
): Promise<JsonObject> =>
  pool.call('RespondToAuthChallenge', {
    ClientId: publicClient.id,
    ChallengeName: 'CUSTOM_CHALLENGE',
    Session: Session ?? null,
    ChallengeResponses: responses,
    ...more,
  });

export async function signIn(pool: TestPool, name: string): Promise<Record<string, string>> {
  const { AuthenticationResult } = await answer(pool, await begin(pool, name), {
    USERNAME: name,
    ANSWER: '5',
  });
  return AuthenticationResult as Record<string, string>;
}

/** Expects an error of AWS. */
export async function refused(
  call: Promise<unknown>,
  code: string,
  message?: string | RegExp,
): Promise<void> {
  const error: unknown = await call.then(
    () => expect.fail(`${code} was expected`),
    (thrown: unknown) => thrown,
  );
  expect(error).to.be.instanceOf(AwsError).with.property('code', code);
  if (typeof message === 'string') expect(error).to.have.property('message', message);
  else if (message) expect(error).to.have.property('message').that.matches(message);
}

export const incorrect = ['NotAuthorizedException', 'Incorrect username or password.'] as const;
