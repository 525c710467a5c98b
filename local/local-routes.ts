import type { Json } from './aws-service.ts';
import type { Cognito, Round } from './cognito/cognito.ts';
import type { Message } from './cognito/context.ts';
import type { DemoUser } from './demo/demo-user.ts';
import type { Deployment } from './deployment.ts';
import { expectedAnswer } from './expected-answer.ts';
import type { Routes } from './http/server.ts';
import type { Kms } from './services/kms.ts';

interface Running {
  readonly deployment: Deployment;
  readonly cognito: Cognito;
  readonly kms: Kms;
  readonly demoUser: DemoUser;
  readonly rounds: readonly Round[];
  readonly outbox: readonly (Message & { at: string })[];
  readonly endpoint: () => string;
}

/** What a script, a test or a person may read: `/local/*`, and the pool's public keys at the path they have on AWS. */
export function localRoutes(running: Running): Routes {
  const { userPool, clients, region, functions } = running.deployment;
  const settings = functions.find(fn => fn.arn === userPool.lambdaConfig.CreateAuthChallenge)?.environment
    .CHALLENGE_SETTINGS;

  async function described(round: Round): Promise<Json> {
    const { trigger, userName, request, response, durationMs, coldStart, clientId, error } = round;
    const asked =
      trigger === 'CreateAuthChallenge' ? (response as Partial<Record<string, Json>> | null) : undefined;
    const answer =
      asked && settings
        ? await expectedAnswer(
            settings,
            { userPoolId: userPool.id, clientId, userName },
            asked.privateChallengeParameters,
            running.kms,
          )
        : undefined;
    return {
      ...{ trigger, userName, request, response, durationMs, coldStart },
      ...(error && { error }),
      ...(answer && { expectedAnswer: answer }),
    };
  }

  return {
    '/local/config': () => ({
      endpoint: running.endpoint(),
      region,
      userPoolId: userPool.id,
      clientIds: Object.fromEntries(clients.map(({ name, id }) => [name, id])),
      demoUser: { ...running.demoUser },
    }),
    '/local/rounds': () => Promise.all(running.rounds.map(described)),
    '/local/outbox': () => running.outbox.map(message => ({ ...message })),
    [`/${userPool.id}/.well-known/jwks.json`]: () => running.cognito.jwks(),
  };
}
