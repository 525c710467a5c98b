import { Amplify } from 'aws-amplify';
import { confirmSignIn, fetchAuthSession, type SignInOutput, signIn } from 'aws-amplify/auth';
import { ConsoleLogger } from 'aws-amplify/utils';
import { CognitoJwtVerifier } from 'aws-jwt-verify';

/** What `/local/config` gives. */
export interface LocalConfig {
  readonly endpoint: string;
  readonly userPoolId: string;
  readonly clientIds: Readonly<Record<string, string>>;
  readonly demoUser: { readonly username: string; readonly password: string };
}

type NextStep = SignInOutput['nextStep'];

/**
 * Signs the demo user in as an app would, with Amplify: each challenge once wrong, then right; then refreshes the
 * tokens. The tokens are checked as a back end would, against the pool's public keys.
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
  ConsoleLogger.LOG_LEVEL = 'ERROR'; // it would warn that the endpoint is not AWS's
  Amplify.configure({ Auth: { Cognito: { userPoolId, userPoolClientId, userPoolEndpoint: endpoint } } });

  say(`signIn ${demoUser.username}${passwordFirst ? ' with the password (SRP)' : ''}`);
  const { nextStep } = await signIn(
    passwordFirst
      ? { ...demoUser, options: { authFlowType: 'CUSTOM_WITH_SRP' } }
      : { username: demoUser.username, options: { authFlowType: 'CUSTOM_WITHOUT_SRP' } },
  );
  await answerChallenges(nextStep, endpoint, say);

  const session = await fetchAuthSession();
  await checkTokens(session.tokens, config, userPoolClientId);
  say('tokens: ID and access token accepted by aws-jwt-verify');
  const refreshed = await fetchAuthSession({ forceRefresh: true });
  await checkTokens(refreshed.tokens, config, userPoolClientId);
  say('refresh: new ID and access token accepted');
}

async function answerChallenges(
  first: NextStep,
  endpoint: string,
  say: (line: string) => void,
): Promise<void> {
  let next = first;
  let tried: string | undefined;
  while (next.signInStep === 'CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE') {
    const { challenge, step, attemptsRemaining, error } = next.additionalInfo ?? {};
    const wrong = tried !== step;
    tried = step;
    const challengeResponse = wrong ? 'wrong' : await rightAnswer(endpoint);
    const told = error ? `${error}, ${attemptsRemaining} left; ` : '';
    say(`confirmSignIn ${challenge}: ${told}answers ${challengeResponse}`);
    next = (await confirmSignIn({ challengeResponse })).nextStep;
  }
  if (next.signInStep !== 'DONE') throw new Error(`The sign-in stopped at ${next.signInStep}.`);
}

/** A person reads it in the picture or the message; a program asks the local server. */
async function rightAnswer(endpoint: string): Promise<string> {
  const response = await fetch(`${endpoint}/local/rounds`);
  const rounds = (await response.json()) as { expectedAnswer?: string }[];
  const answer = rounds.findLast(round => round.expectedAnswer)?.expectedAnswer;
  if (!answer) throw new Error('The local server knows no answer to this challenge.');
  return answer;
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
