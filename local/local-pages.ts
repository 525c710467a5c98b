import type { Json } from './aws-service.ts';
import type { Cognito, Round } from './cognito/cognito.ts';
import type { DemoUser } from './demo/demo-user.ts';
import type { Deployment } from './deployment.ts';
import { expectedAnswers } from './expected-answer.ts';
import type { Pages } from './http/pages.ts';
import type { Failure } from './services/event-queue.ts';
import type { Kms } from './services/kms.ts';
import type { SentMessage } from './services/outbox.ts';

interface Running {
  readonly deployment: Deployment;
  readonly cognito: Cognito;
  readonly kms: Kms;
  /** Undefined while it is being made. */
  readonly demoUser: () => DemoUser | undefined;
  readonly endpoint: () => string;
}

/** Newest last. */
interface Seen {
  readonly rounds: readonly Round[];
  readonly outbox: readonly SentMessage[];
  readonly failures: readonly Failure[];
}

/** What a script, a test or a person may read: `/local/*`, and the pool's public keys at the path they have on AWS. */
export function localPages(running: Running, seen: Seen): Pages {
  const { userPool, clients, region } = running.deployment;
  const answerTo = expectedAnswers(running.deployment, running.kms);

  async function described(round: Round): Promise<Json> {
    const { trigger, triggerSource, userName, request, response, durationMs, coldStart, error } = round;
    const expectedAnswer = await answerTo(round);
    return {
      ...{ trigger, triggerSource, userName, request, response, durationMs, coldStart },
      ...(error && { error }),
      ...(expectedAnswer !== undefined && { expectedAnswer }),
    };
  }

  return {
    '/local/config': () => ({
      endpoint: running.endpoint(),
      region,
      userPoolId: userPool.id,
      clientIds: Object.fromEntries(clients.map(({ name, id }) => [name, id])),
      demoUser: { ...running.demoUser() },
    }),
    '/local/rounds': () => Promise.all(seen.rounds.map(described)),
    '/local/outbox': () => seen.outbox.map(message => ({ ...message })),
    '/local/failures': () => [...seen.failures],
    [`/${userPool.id}/.well-known/jwks.json`]: () => running.cognito.jwks(),
    [`/${userPool.id}/.well-known/openid-configuration`]: () =>
      running.cognito.openidConfiguration(running.endpoint()),
  };
}
