import { setTimeout as pause } from 'node:timers/promises';
import { codeIn } from '../test/support/codes.ts';
import type { Loop } from '../test/support/loop.ts';

/** How a user fared. */
export interface Fared {
  /** What must not be. */
  readonly problem?: string;
  /** Gave right codes for so long, and did not get in. */
  readonly isOut?: true;
  readonly calls: number;
}

interface Output {
  readonly __type?: string;
  readonly Session?: string;
  readonly ChallengeParameters?: Readonly<Record<string, string>>;
  readonly AuthenticationResult?: object;
}

/** A code that did not come is asked for again after half a minute. */
const PATIENCE_MS = 300_000;
/** Longer each time, as clients should, and any part of it: otherwise all come back at once. */
const pauseMs = (tries: number) => Math.min(40_000, 1000 * 2 ** tries) * Math.random();
const MESSAGE_MS = 8000;

/** Gives the right code; where something breaks, begins again, as people do. */
export async function signIn(loop: Loop, email: string): Promise<Fared> {
  const client = clientOf(loop, email);
  const end = Date.now() + PATIENCE_MS;
  for (let tries = 0; Date.now() < end; tries++) {
    const asked = await client.begin();
    const code = asked.Session === undefined ? undefined : await newestCode(loop, email);
    const done = code === undefined ? undefined : await client.answer(asked, code);
    if (done?.AuthenticationResult) return { calls: client.calls() };
    await pause(pauseMs(tries));
  }
  return { calls: client.calls(), isOut: true };
}

/** Guesses until Cognito has enough of it, through whatever breaks meanwhile. */
export async function guess(loop: Loop, email: string): Promise<Fared> {
  const client = clientOf(loop, email);
  for (let round = 0; round < 3; round++) {
    let asked = await client.begin();
    for (let n = 0; asked.Session && n < 5; n++) {
      const right = codesOf(loop, email);
      asked = await client.answer(asked, right.includes('000000') ? '111111' : '000000');
      if (asked.AuthenticationResult)
        return { calls: client.calls(), problem: `${email} got in by a wrong code` };
    }
    await pause(pauseMs(round));
  }
  return { calls: client.calls() };
}

function clientOf({ endpoint, clientId }: Loop, USERNAME: string) {
  let calls = 0;
  const call = async (operation: string, input: object): Promise<Output> => {
    calls++;
    const request = {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
      },
      body: JSON.stringify({ ClientId: clientId, ...input }),
    };
    try {
      return (await (await fetch(endpoint, request)).json()) as Output;
    } catch (error) {
      // A thousand connections at once: some are not made. To a person that is one more thing to try again.
      if (error instanceof TypeError) return {};
      throw error;
    }
  };
  return {
    calls: () => calls,
    begin: () => call('InitiateAuth', { AuthFlow: 'CUSTOM_AUTH', AuthParameters: { USERNAME } }),
    answer: ({ Session, ChallengeParameters }: Output, ANSWER: string) =>
      call('RespondToAuthChallenge', {
        ChallengeName: 'CUSTOM_CHALLENGE',
        ChallengeResponses: { USERNAME: ChallengeParameters?.USERNAME ?? USERNAME, ANSWER },
        Session,
      }),
  };
}

const codesOf = ({ outbox }: Loop, email: string): string[] =>
  outbox.filter(({ to }) => to === email).map(codeIn);

/** The last one that came; undefined, where none comes in time. */
async function newestCode(loop: Loop, email: string): Promise<string | undefined> {
  const end = Date.now() + MESSAGE_MS;
  for (;;) {
    const code = codesOf(loop, email).at(-1);
    if (code || Date.now() > end) return code;
    await pause(50);
  }
}
