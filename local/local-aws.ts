import { type Cognito, createCognito, type Round } from './cognito/cognito.ts';
import type { Choices } from './cognito/context.ts';
import { localIssuer } from './cognito/openid-configuration.ts';
import type { KeyPair } from './cognito/signer.ts';
import { type DemoUser, seedDemoUser } from './demo/demo-user.ts';
import type { Deployment } from './deployment.ts';
import { deployedExternals, type ExternalFunctions } from './external-functions.ts';
import { awsJson } from './http/aws-json.ts';
import { awsQuery } from './http/aws-query.ts';
import { awsRest } from './http/aws-rest.ts';
import { jsonPages } from './http/pages.ts';
import type { HttpAnswer, HttpRequest, Protocol } from './http/protocol.ts';
import { serve } from './http/server.ts';
import { keepLast } from './kept.ts';
import { startLambda } from './lambda/lambda.ts';
import { localPages } from './local-pages.ts';
import { startDynamodb } from './services/dynamodb.ts';
import { createEndUserMessaging } from './services/end-user-messaging.ts';
import { createEventQueue, type EventQueueOptions, type Failure } from './services/event-queue.ts';
import { requireDestinations } from './services/failure-destinations.ts';
import { type AllowedCall, createIam } from './services/iam.ts';
import { createKms } from './services/kms.ts';
import { createLambdaApi } from './services/lambda-api.ts';
import type { Post, SentMessage } from './services/outbox.ts';
import { createParameterStore } from './services/parameter-store.ts';
import { createSecretsManager, type SecretTexts } from './services/secrets-manager.ts';
import { createSes, emailSender } from './services/ses.ts';
import type { SesAccount } from './services/ses-requests.ts';
import { createSesV1 } from './services/ses-v1.ts';
import { createSns } from './services/sns.ts';
import { createSts } from './services/sts.ts';
import { withTriggerFunctions } from './trigger-functions.ts';

export interface LocalAws {
  /** `http://127.0.0.1:<port>`: cognito-idp, and what the functions call. */
  readonly endpoint: string;
  readonly demoUser: DemoUser;
  readonly cognito: Cognito;
  /** Stops the functions and the server. */
  close(): Promise<void>;
}

export interface LocalAwsOptions {
  readonly deployment: Deployment;
  /** 0 or nothing for any free port. */
  readonly port?: number;
  /** Epoch milliseconds; the clock of Cognito, not of the functions. */
  readonly now?: () => number;
  /** How long Cognito waits for a trigger: 5000 as on AWS. */
  readonly triggerTimeoutMs?: number;
  /** How often Cognito calls a trigger that does not answer in time. @default 3 */
  readonly triggerCalls?: number;
  /** What Cognito does where AWS's documentation leaves it open. */
  readonly choices?: Partial<Choices>;
  /** Makes the RSA keys that sign the tokens. @default new ones at the first token */
  readonly makeKeyPair?: () => KeyPair;
  /**
   * `iss` of the tokens. `aws`: the address that they have on AWS, which verifiers made for Cognito require. `local`: the
   * pool's address on this server, for libraries that discover an issuer by `/.well-known/openid-configuration`.
   * @default 'aws'
   */
  readonly issuer?: 'aws' | 'local';
  /** How long Lambda waits before it calls a function again that failed: one minute and two, as on AWS. */
  readonly retryWaitsMs?: EventQueueOptions['retryWaitsMs'];
  /** Functions that the deployment calls and does not have, by ARN. */
  readonly externalFunctions?: ExternalFunctions;
  /** Texts of secrets and parameters by ARN. */
  readonly secrets?: SecretTexts;
  /** Origins of pages that may sign in here, besides those on loopback. */
  readonly allowedOrigins?: readonly string[];
  /** The account's SES. */
  readonly ses?: SesAccount;
  readonly onRound?: (round: Round) => void;
  readonly onMessage?: (message: SentMessage) => void;
  /** An event that Lambda gave up. */
  readonly onFailure?: (failure: Failure) => void;
  /** Something that a function did, as its role allows. */
  readonly onAllowed?: (call: AllowedCall) => void;
  /** Every request, and what was answered to it. */
  readonly onExchange?: (request: HttpRequest, answer: HttpAnswer) => void;
  /** A line that a function logged. */
  readonly onLog?: (functionName: string, line: string) => void;
}

/** What apps in a browser ask for, on AWS too. All the rest is for this server's own pages, programs and functions. */
const forPages = ({ path, headers }: HttpRequest): boolean =>
  /\/\.well-known\/(jwks\.json|openid-configuration)$/.test(path) ||
  (headers['x-amz-target'] ?? '').startsWith('AWSCognitoIdentityProviderService.');

/** Runs a deployment on this machine: the real functions, called by a local Cognito as on AWS. */
export async function startLocalAws(options: LocalAwsOptions): Promise<LocalAws> {
  const { deployment, now = Date.now, secrets = {}, onRound, onMessage, onFailure, onLog } = options;
  const { region, accountId, roles, permissions, keys, tables, eventInvokeConfigs: configs } = deployment;
  const externals = deployedExternals(options.externalFunctions ?? {});
  const functions = [...deployment.functions, ...externals];
  const [rounds, outbox, failures] = [keepLast<Round>(), keepLast<SentMessage>(), keepLast<Failure>()];
  const opened: { close(): unknown }[] = [];
  const close = async () => {
    for (const { close } of opened.splice(0).reverse()) await close();
  };
  let endpoint = '';

  const post: Post = message => {
    const sent = { ...message, at: new Date(now()).toISOString() };
    outbox.add(sent);
    onMessage?.(sent);
  };
  try {
    const iam = createIam({
      ...{ region, functions: deployment.functions, roles, permissions, now: Date.now },
      ...(options.onAllowed && { onAllowed: options.onAllowed }),
    });
    requireDestinations(configs, deployment.functions, iam);
    const kms = createKms(keys, iam);
    const dynamodb = await startDynamodb(tables, deployment, iam);
    opened.push(dynamodb);
    const lambda = await startLambda({
      functions,
      region,
      accountId,
      environmentFor: fn => ({ AWS_ENDPOINT_URL: endpoint, ...iam.credentialsFor(fn) }),
      ...(onLog && { onLog }),
    });
    opened.push(lambda);
    const events = createEventQueue({
      configs,
      invoke: lambda.invoke,
      now: Date.now,
      onFailure: failure => {
        failures.add(failure);
        onFailure?.(failure);
      },
      ...(options.retryWaitsMs && { retryWaitsMs: options.retryWaitsMs }),
    });
    opened.push(events);
    const cognito = createCognito({
      deployment: withTriggerFunctions(deployment, externals),
      invoke: lambda.invoke,
      now,
      send: post,
      authorize: iam.authorize,
      onRound: round => {
        rounds.add(round);
        onRound?.(round);
      },
      ...(options.triggerTimeoutMs && { triggerTimeoutMs: options.triggerTimeoutMs }),
      ...(options.triggerCalls && { triggerCalls: options.triggerCalls }),
      ...(options.choices && { choices: options.choices }),
      ...(options.makeKeyPair && { makeKeyPair: options.makeKeyPair }),
      ...(options.issuer === 'local' && { issuer: () => localIssuer(endpoint, deployment) }),
    });
    let demoUser: DemoUser | undefined;
    const running = { deployment, cognito, kms, demoUser: () => demoUser, endpoint: () => endpoint };
    const seen = { rounds: rounds.items, outbox: outbox.items, failures: failures.items };
    const sendEmail = emailSender(deployment, iam, post, options.ses);
    const protocols: readonly Protocol[] = [
      awsJson({
        AWSCognitoIdentityProviderService: { operations: cognito.service },
        TrentService: { operations: kms.service },
        DynamoDB_20120810: dynamodb.service,
        secretsmanager: createSecretsManager(secrets, iam),
        AmazonSSM: createParameterStore(deployment, secrets, iam),
        PinpointSMSVoiceV2: createEndUserMessaging(deployment, iam, post),
      }),
      awsQuery({
        '2010-03-31': createSns(iam, post),
        '2010-12-01': createSesV1(sendEmail),
        '2011-06-15': createSts(deployment, iam),
      }),
      awsRest([
        createLambdaApi({ functions, place: deployment, iam, invoke: lambda.invoke, events }),
        createSes(sendEmail),
      ]),
      jsonPages(localPages(running, seen)),
    ];
    const server = await serve(options.port ?? 0, told(protocols, options.onExchange), {
      forPages,
      allowedOrigins: options.allowedOrigins ?? [],
    });
    opened.push(server);
    endpoint = server.endpoint;
    // Once the server answers: making a user may call a trigger, which may call AWS.
    demoUser = await seedDemoUser(deployment.userPool, cognito.service);
    return { endpoint, demoUser, cognito, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The same protocols, which report their responses. */
function told(
  protocols: readonly Protocol[],
  onExchange: LocalAwsOptions['onExchange'],
): readonly Protocol[] {
  if (!onExchange) return protocols;
  return protocols.map(protocol => ({
    ...protocol,
    answer: async request => {
      const answer = await protocol.answer(request);
      onExchange(request, answer);
      return answer;
    },
  }));
}
