import { type Cognito, createCognito, type Round } from './cognito/cognito.ts';
import type { Message } from './cognito/context.ts';
import { type DemoUser, seedDemoUser } from './demo/demo-user.ts';
import type { Deployment } from './deployment.ts';
import { serve } from './http/server.ts';
import { startLambda } from './lambda/lambda.ts';
import { localRoutes } from './local-routes.ts';
import { createIam } from './services/iam.ts';
import { createKms } from './services/kms.ts';

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
  readonly onRound?: (round: Round) => void;
  /** A line that a function logged. */
  readonly onLog?: (functionName: string, line: string) => void;
}

/** Rounds and messages that are kept for a person to look at. */
const KEPT = 1000;

/** Runs a deployment on this machine: the real functions, called by a local Cognito as on AWS. */
export async function startLocalAws(options: LocalAwsOptions): Promise<LocalAws> {
  const { deployment, now = Date.now, onRound, onLog } = options;
  const { region, accountId, functions, roles, keys } = deployment;
  const rounds: Round[] = [];
  const outbox: (Message & { at: string })[] = [];
  const keep = <Item>(list: Item[], item: Item) => void (list.push(item) > KEPT && list.shift());
  let endpoint = '';

  const iam = createIam(functions, roles);
  const kms = createKms(keys, iam);
  const lambda = await startLambda({
    functions,
    region,
    accountId,
    environmentFor: fn => ({ AWS_ENDPOINT_URL: endpoint, ...iam.credentialsFor(fn) }),
    ...(onLog && { onLog }),
  });
  const cognito = createCognito({
    deployment,
    invoke: lambda.invoke,
    now,
    send: message => keep(outbox, { ...message, at: new Date(now()).toISOString() }),
    onRound: round => {
      keep(rounds, round);
      onRound?.(round);
    },
    ...(options.triggerTimeoutMs && { triggerTimeoutMs: options.triggerTimeoutMs }),
  });
  const demoUser = await seedDemoUser(deployment.userPool, cognito.service);
  const services = { AWSCognitoIdentityProviderService: cognito.service, TrentService: kms.service };
  const routes = localRoutes({
    deployment,
    cognito,
    kms,
    demoUser,
    rounds,
    outbox,
    endpoint: () => endpoint,
  });
  try {
    const server = await serve({ port: options.port ?? 0, services, routes });
    endpoint = server.endpoint;
    return {
      endpoint,
      demoUser,
      cognito,
      close: async () => {
        await server.close();
        await lambda.close();
      },
    };
  } catch (error) {
    await lambda.close();
    throw error;
  }
}
