/** What one deployment brings: its functions, who may do what, and the services as they see them. */

import type { Cloudwatch } from './cloudwatch/cloudwatch.ts';
import { countInvocations } from './cloudwatch/lambda-metrics.ts';
import { type PreparedMonitoring, prepareMonitoring } from './cloudwatch/monitoring.ts';
import { countMail } from './cloudwatch/ses-metrics.ts';
import { type Cognito, createCognito, type Round } from './cognito/cognito.ts';
import { localIssuer } from './cognito/openid-configuration.ts';
import type { PoolState } from './cognito/pool-state.ts';
import { standIn } from './console/site-verify.ts';
import type { Deployment, LambdaFunction } from './deployment.ts';
import { expectedAnswers } from './expected-answer.ts';
import { deployedExternals } from './external-functions.ts';
import { awsJson } from './http/aws-json.ts';
import { awsQuery } from './http/aws-query.ts';
import { awsRest } from './http/aws-rest.ts';
import type { Protocol } from './http/protocol.ts';
import type { Invoke } from './lambda/lambda.ts';
import { startLambda } from './lambda/lambda.ts';
import type { LocalAwsOptions } from './local-aws.ts';
import { recorded } from './services/cloudtrail.ts';
import { createDynamodb, type Dynalite } from './services/dynamodb.ts';
import { createEndUserMessaging } from './services/end-user-messaging.ts';
import { createEventBridge } from './services/event-bridge.ts';
import type { EventQueue } from './services/event-queue.ts';
import { requireDeadLetterTargets, requireDestinations } from './services/failure-destinations.ts';
import { createIam } from './services/iam.ts';
import { createKms, type KeyMaterial } from './services/kms.ts';
import { createLambdaApi } from './services/lambda-api.ts';
import { createLogSubscriptions } from './services/log-subscriptions.ts';
import type { Post } from './services/outbox.ts';
import { createParameterStore } from './services/parameter-store.ts';
import { createSecretsManager } from './services/secrets-manager.ts';
import { createSes, emailSender } from './services/ses.ts';
import { createSesV1 } from './services/ses-v1.ts';
import { createSns } from './services/sns.ts';
import { createSts } from './services/sts.ts';
import { withTriggerFunctions } from './trigger-functions.ts';
import type { Executions } from './watch/executions.ts';
import { faultOf, withFaults } from './watch/faults.ts';
import { watchInvocations } from './watch/invocations.ts';
import type { Watch } from './watch/watch.ts';

export interface Stack {
  readonly deployment: Deployment;
  /** Those of the deployment, and those that it calls and does not have. */
  readonly functions: readonly LambdaFunction[];
  readonly cognito: Cognito;
  readonly protocols: readonly Protocol[];
  readonly monitoring: PreparedMonitoring;
  /** Invokes a function for another one. */
  readonly invoke: Invoke;
  readonly answerTo: (round: Round) => Promise<string | undefined>;
  /** Has a sandbox of each function ready. @throws Error that names each function that cannot be initialized */
  warm(): Promise<void>;
  /** Stops the functions; those that still run end first. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

/** What stays from one deployment to the next. */
export interface Lasting {
  readonly pool: PoolState;
  readonly keyMaterial: KeyMaterial;
  readonly dynalite: Dynalite;
  readonly events: EventQueue;
  readonly executions: Executions;
  readonly watch: Watch;
  readonly cloudwatch: Cloudwatch;
  readonly post: Post;
  readonly onRound: (round: Round) => void;
  readonly endpoint: () => string;
  readonly closing: AbortSignal;
}

/** @throws Error for what could not be deployed: nothing is changed then */
export async function startStack(
  deployment: Deployment,
  options: LocalAwsOptions,
  lasting: Lasting,
): Promise<Stack> {
  const { now = Date.now, functionsNow = Date.now, secrets = {}, onLog, onAllowed } = options;
  const { dynalite, events, executions, watch, cloudwatch, post, endpoint, closing } = lasting;
  const { region, accountId, roles, permissions, keys, tables, eventInvokeConfigs } = deployment;
  const externals = deployedExternals(options.externalFunctions ?? {});
  const functions = [...deployment.functions, ...externals];
  const monitoring = prepareMonitoring(deployment.monitoring);

  const iam = createIam({
    ...{ region, functions: deployment.functions, roles, permissions, now: Date.now },
    ...(onAllowed && { onAllowed }),
    onDecision: decided => watch.calls.decided(executions.requestOf(decided), decided),
    denied: fn => faultOf(watch.switches(), fn).denied ?? [],
  });
  requireDestinations(eventInvokeConfigs, deployment.functions, iam);
  const logged = createLogSubscriptions(deployment, events, now);
  const bus = createEventBridge(deployment, {
    ...{ iam, events, now, onEvent: watch.addToBus },
    onRefused: text => watch.notify({ kind: 'refused', text }),
  });
  requireDeadLetterTargets(deployment.functions, iam);
  const whole = withTriggerFunctions(deployment, externals);
  await dynalite.create(tables);
  const kms = createKms(keys, iam, lasting.keyMaterial);
  const lambda = await startLambda({
    ...{ functions, region, accountId },
    environmentFor: (fn, environment) => {
      const credentials = iam.credentialsFor(fn);
      executions.add(credentials.AWS_ACCESS_KEY_ID ?? '', environment);
      return { AWS_ENDPOINT_URL: endpoint(), ...standIn(fn, endpoint()), ...credentials };
    },
    onLog: (name, line, requestId) => {
      watch.calls.log(requestId, line);
      cloudwatch.line(name, line);
      logged(name, line, requestId);
      onLog?.(name, line);
    },
  });
  try {
    const faults = { switches: watch.switches, closing };
    const invocations = watchInvocations({
      invoke: countInvocations(withFaults(lambda.invoke, functions, deployment, faults), {
        ...{ functions, place: deployment, now: functionsNow, count: cloudwatch.count },
      }),
      ...{ calls: watch.calls, now, functions, place: deployment },
    });
    const plain = createCognito({
      deployment: whole,
      state: lasting.pool,
      invoke: invocations.forCognito,
      now,
      send: post,
      authorize: iam.authorize,
      ...(options.issuer === 'local' && { issuer: () => localIssuer(endpoint(), deployment) }),
      onSignIn: watch.onSignIn,
      onRound: lasting.onRound,
      ...(options.triggerTimeoutMs && { triggerTimeoutMs: options.triggerTimeoutMs }),
      ...(options.triggerCalls && { triggerCalls: options.triggerCalls }),
      ...(options.choices && { choices: options.choices }),
    });
    // Records of CloudTrail are for rules.
    const isRecorded = deployment.eventRules.length > 0;
    const cognito: Cognito = {
      ...plain,
      ...(isRecorded && { service: recorded(plain.service, deployment, now, bus.emit) }),
    };
    const sendEmail = countMail(
      emailSender(deployment, iam, post, options.ses),
      cloudwatch.count,
      functionsNow,
    );
    return {
      ...{ deployment, functions, monitoring, cognito, invoke: invocations.forApi, close: lambda.close },
      answerTo: expectedAnswers(deployment, kms),
      warm: lambda.warm,
      drain: async () => {
        await invocations.drained();
        await lambda.close();
      },
      protocols: [
        awsJson({
          AWSCognitoIdentityProviderService: { operations: cognito.service },
          TrentService: { operations: kms.service },
          DynamoDB_20120810: createDynamodb(tables, deployment, iam, dynalite.send),
          secretsmanager: createSecretsManager(secrets, iam),
          AmazonSSM: createParameterStore(deployment, secrets, iam),
          AWSEvents: { operations: bus.service },
          PinpointSMSVoiceV2: createEndUserMessaging(deployment, iam, post),
        }),
        awsQuery({
          '2010-03-31': createSns(iam, post),
          '2010-12-01': createSesV1(sendEmail),
          '2011-06-15': createSts(deployment, iam),
        }),
        awsRest([
          createLambdaApi({
            ...{ functions, place: deployment, iam, invoke: invocations.forApi, events },
            requestOf: executions.requestOf,
          }),
          createSes(sendEmail),
        ]),
      ],
    };
  } catch (error) {
    await lambda.close();
    throw error;
  }
}
