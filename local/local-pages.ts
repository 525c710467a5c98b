import type { Json } from './aws-service.ts';
import type { DemoUser } from './demo/demo-user.ts';
import type { Pages } from './http/pages.ts';
import type { Seen, SeenRound } from './lasting.ts';
import type { Stack } from './stack.ts';

interface Running {
  readonly stack: Pick<Stack, 'deployment' | 'cognito'>;
  /** Undefined while it is being made, or where there is to be none. */
  readonly demoUser: DemoUser | undefined;
  readonly endpoint: string;
}

/** What a script, a test or a person may read: `/local/*`, and the pool's public keys at the path they have on AWS. */
export function localPages({ stack, demoUser, endpoint }: Running, { rounds, failures }: Seen): Pages {
  const { userPool, clients, region } = stack.deployment;

  async function described({ round, answerTo }: SeenRound): Promise<Json> {
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
      endpoint,
      region,
      userPoolId: userPool.id,
      clientIds: Object.fromEntries(clients.map(({ name, id }) => [name, id])),
      demoUser: demoUser ? { ...demoUser } : null,
    }),
    '/local/rounds': () => Promise.all(rounds.map(described)),
    '/local/failures': () => [...failures],
    [`/${userPool.id}/.well-known/jwks.json`]: () => stack.cognito.jwks(),
    [`/${userPool.id}/.well-known/openid-configuration`]: () => stack.cognito.openidConfiguration(endpoint),
  };
}
