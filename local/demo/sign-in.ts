import type { SignInOutput } from 'aws-amplify/auth';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { loadAmplify } from './amplify.ts';
import { rightAnswer } from './answers.ts';
import { mfaAnswer } from './mfa.ts';

/** What `/local/config` gives. */
export interface LocalConfig {
  readonly endpoint: string;
  readonly userPoolId: string;
  readonly clientIds: Readonly<Record<string, string>>;
  readonly demoUser: { readonly username: string; readonly password: string };
}

type NextStep = SignInOutput['nextStep'];

/**
 * Signs the demo user in like an app, with Amplify: each challenge once wrongly if that ends nothing, then rightly;
 * then refreshes the tokens. The tokens are checked as a back end would, against the pool's public keys.
 *
 * @param say takes a line of the story
 * @throws Error when the sign-in ends otherwise than with tokens
 */
export async function demoSignIn(
  config: LocalConfig,
  passwordFirst: boolean,
  say: (line: string) => void,
): Promise<void> {
  const { endpoint, userPoolId, demoUser } = config;
  const [userPoolClientId = ''] = Object.values(config.clientIds);
  const { Amplify, ConsoleLogger, fetchAuthSession, signIn } = await loadAmplify();
  ConsoleLogger.LOG_LEVEL = 'ERROR'; // it would warn that the endpoint is not AWS's
  Amplify.configure({ Auth: { Cognito: { userPoolId, userPoolClientId, userPoolEndpoint: endpoint } } });

  say(`signIn ${demoUser.username}${passwordFirst ? ' with the password (SRP)' : ''}`);
  const { nextStep } = await signIn(
    passwordFirst
      ? { ...demoUser, options: { authFlowType: 'CUSTOM_WITH_SRP' } }
      : { username: demoUser.username, options: { authFlowType: 'CUSTOM_WITHOUT_SRP' } },
  );
  const { next, read } = await passMfa(nextStep, endpoint, say);
  await answerChallenges(next, read, endpoint, say);

  const session = await fetchAuthSession();
  await checkTokens(session.tokens, config, userPoolClientId);
  say('tokens: ID and access token accepted by aws-jwt-verify');
  const refreshed = await fetchAuthSession({ forceRefresh: true });
  await checkTokens(refreshed.tokens, config, userPoolClientId);
  say('refresh: new ID and access token accepted');
}

/** Cognito's own MFA, which comes between the password and the first challenge. @returns what is next, and how many messages it took */
async function passMfa(
  first: NextStep,
  endpoint: string,
  say: (line: string) => void,
): Promise<{ next: NextStep; read: number }> {
  const { confirmSignIn } = await loadAmplify();
  let next = first;
  let read = 0;
  for (;;) {
    const outbox = await sent(endpoint);
    const mfa = mfaAnswer(next, outbox);
    if (!mfa) return { next, read };
    read = outbox.length;
    say(`confirmSignIn ${mfa.told}`);
    next = (await confirmSignIn({ challengeResponse: mfa.answer })).nextStep;
  }
}

/** @param alreadyRead messages that were for something before */
async function answerChallenges(
  first: NextStep,
  alreadyRead: number,
  endpoint: string,
  say: (line: string) => void,
): Promise<void> {
  const { confirmSignIn } = await loadAmplify();
  let next = first;
  let tried: string | undefined;
  let read = alreadyRead;
  while (next.signInStep === 'CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE') {
    const asked = next.additionalInfo ?? {};
    const { challenge, step, attemptsRemaining, destination, error } = asked;
    const isNew = tried !== step;
    tried = step;
    if (isNew && destination) read = await messages(endpoint, read, destination);
    const right = await rightAnswer(endpoint, asked);
    const challengeResponse = isNew && attemptsRemaining !== '1' ? 'wrong' : right;
    const told = error ? `${error}, ${attemptsRemaining} left; ` : '';
    say(`confirmSignIn ${challenge}: ${told}answers ${challengeResponse}`);
    next = (await confirmSignIn({ challengeResponse })).nextStep;
  }
  if (next.signInStep !== 'DONE') throw new Error(`The sign-in stopped at ${next.signInStep}.`);
}

/** All messages so far. */
const sent = async (endpoint: string) =>
  (await (await fetch(`${endpoint}/local/outbox`)).json()) as readonly { text: string }[];

const MESSAGE_WAIT_MS = 20_000;

/** Waits until the outbox holds more messages than were read. @returns how many there are */
async function messages(endpoint: string, read: number, destination: string): Promise<number> {
  const deadline = Date.now() + MESSAGE_WAIT_MS;
  for (;;) {
    const outbox = await sent(endpoint);
    if (outbox.length > read) return outbox.length;
    if (Date.now() > deadline) throw new Error(`No message came to ${destination}: look at /local/failures.`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

interface Tokens {
  readonly accessToken: { toString(): string };
  readonly idToken?: { toString(): string } | undefined;
}

async function checkTokens(tokens: Tokens | undefined, config: LocalConfig, clientId: string): Promise<void> {
  const { endpoint, userPoolId } = config;
  const jwks = await (await fetch(`${endpoint}/${userPoolId}/.well-known/jwks.json`)).json();
  const access = CognitoJwtVerifier.create({ userPoolId, clientId, tokenUse: 'access' });
  const id = CognitoJwtVerifier.create({ userPoolId, clientId, tokenUse: 'id' });
  for (const verifier of [access, id]) verifier.cacheJwks(jwks as Parameters<typeof verifier.cacheJwks>[0]);
  await access.verify(String(tokens?.accessToken));
  await id.verify(String(tokens?.idToken));
}
