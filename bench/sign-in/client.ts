import type { Deployment } from '../../local/deployment.ts';
import type { LocalAws } from '../../local/local-aws.ts';
import { clientSrp } from './srp.ts';

interface AuthResponse {
  readonly Session?: string;
  readonly ChallengeName?: string;
  readonly ChallengeParameters?: Readonly<Record<string, string>>;
  readonly AuthenticationResult?: { readonly AccessToken: string };
}

/** Signs the demo user in with as little as there is: `fetch` and SRP. */
export function signInClient(
  { endpoint, demoUser }: LocalAws,
  deployment: Deployment,
  answerTo: (captchaUrl: string) => Promise<string>,
) {
  const { username: USERNAME, password } = demoUser;
  const [, poolName = ''] = deployment.userPool.id.split('_');
  const ClientId = deployment.clients[0]?.id;
  const cognito = (operation: string, input: object): Promise<AuthResponse> =>
    callLocal(endpoint, `AWSCognitoIdentityProviderService.${operation}`, { ClientId, ...input });
  const respond = ({ ChallengeName, Session }: AuthResponse, ChallengeResponses: Record<string, string>) =>
    cognito('RespondToAuthChallenge', { ChallengeName, Session, ChallengeResponses });

  return async (): Promise<void> => {
    const srp = clientSrp(poolName, password);
    const asksPassword = await cognito('InitiateAuth', {
      AuthFlow: 'CUSTOM_AUTH',
      AuthParameters: { USERNAME, CHALLENGE_NAME: 'SRP_A', SRP_A: srp.largeA },
    });
    const asked = asksPassword.ChallengeParameters ?? {};
    const { signature, timestamp } = srp.prove(asked);
    const asksCaptcha = await respond(asksPassword, {
      USERNAME: asked.USER_ID_FOR_SRP ?? USERNAME,
      PASSWORD_CLAIM_SECRET_BLOCK: asked.SECRET_BLOCK ?? '',
      PASSWORD_CLAIM_SIGNATURE: signature,
      TIMESTAMP: timestamp,
    });
    const ANSWER = await answerTo(asksCaptcha.ChallengeParameters?.captchaUrl ?? '');
    const { AuthenticationResult } = await respond(asksCaptcha, { USERNAME, ANSWER });
    if (!AuthenticationResult?.AccessToken) throw new Error('The sign-in ended without tokens.');
  };
}

/** @throws Error with AWS's name for it when the local server refuses */
export async function callLocal(
  endpoint: string,
  target: string,
  input: object,
): Promise<Record<string, unknown>> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
    body: JSON.stringify(input),
  });
  const output = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Error(`${target}: ${output.__type}: ${output.message}`);
  return output;
}
