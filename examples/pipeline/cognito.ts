/** What Cognito answers to InitiateAuth and RespondToAuthChallenge, as far as a smoke test looks. */
export interface AuthResponse {
  readonly ChallengeName?: string;
  readonly ChallengeParameters?: Readonly<Record<string, string>>;
  readonly Session?: string;
  readonly AuthenticationResult?: object;
}

/** Calls an operation that needs no AWS credentials. Throws an Error that begins with Cognito's name for it. */
export type Call = (
  operation: 'InitiateAuth' | 'RespondToAuthChallenge',
  input: object,
) => Promise<AuthResponse>;

/** Cognito waits 5 s for a trigger, and may call a slow one again; AWS does not say how often. This is four times. */
const TIMEOUT_MS = 20_000;

/** @param endpoint `https://cognito-idp.<region>.amazonaws.com`, or the local server's */
export function cognito(endpoint: string): Call {
  return async (operation, input) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-amz-json-1.1',
        'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}`,
      },
      body: JSON.stringify(input),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body = (await response.json()) as AuthResponse & { __type?: string; message?: string };
    if (!response.ok) throw new Error(`${body.__type}: ${body.message}`);
    return body;
  };
}
