/** The calls of Cognito that a sign-in takes. They need no signature, so no library. */

/** @param {{endpoint: string, clientId: string}} config */
export function cognitoClient({ endpoint, clientId }) {
  async function call(operation, input) {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-amz-json-1.1',
        'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}`,
      },
      body: JSON.stringify({ ClientId: clientId, ...input }),
      cache: 'no-store',
    });
    const body = await response.text();
    const output = body === '' ? {} : JSON.parse(body);
    if (!response.ok)
      throw new CognitoError(String(output.__type).replace(/^.*#/, ''), output.message ?? output.Message);
    return toRound(output);
  }

  return {
    /** Starts a sign-in. */
    initiate: username =>
      call('InitiateAuth', { AuthFlow: 'CUSTOM_AUTH', AuthParameters: { USERNAME: username } }),
    /** Answers a challenge, with the Session of its round. */
    respond: ({ session, username }, answer, clientMetadata) =>
      call('RespondToAuthChallenge', {
        ChallengeName: 'CUSTOM_CHALLENGE',
        Session: session,
        ChallengeResponses: { USERNAME: username, ANSWER: answer },
        ClientMetadata: clientMetadata,
      }),
    /** Ends a sign-in: its refresh token, and the access tokens that came from it. */
    revoke: ({ RefreshToken }) => call('RevokeToken', { Token: RefreshToken }),
  };
}

/** `name` is Cognito's name of the error: NotAuthorizedException. */
export class CognitoError extends Error {
  constructor(name, message) {
    super(message);
    this.name = name;
  }

  /** Whether only the Session is at fault: it was used, or its time is up. Then a new sign-in may go on. */
  get isSessionOver() {
    return this.name === 'NotAuthorizedException' && /session/i.test(this.message);
  }
}

/** Tokens, or the next challenge with the Session to answer it with. */
function toRound({ AuthenticationResult, Session, ChallengeParameters }) {
  if (AuthenticationResult) return { tokens: AuthenticationResult };
  return { session: Session, username: ChallengeParameters?.USERNAME, parameters: ChallengeParameters ?? {} };
}
