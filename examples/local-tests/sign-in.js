/** Stands for your app: signs somebody in with a code from a message, by the AWS SDK. */

import {
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from '@aws-sdk/client-cognito-identity-provider';

export async function beginSignIn({ endpoint, region, clientIds }, username) {
  const cognito = new CognitoIdentityProviderClient({ endpoint, region });
  const ClientId = clientIds.app;
  const { Session } = await cognito.send(
    new InitiateAuthCommand({ ClientId, AuthFlow: 'CUSTOM_AUTH', AuthParameters: { USERNAME: username } }),
  );
  return async code => {
    const ChallengeResponses = { USERNAME: username, ANSWER: code };
    const answer = { ClientId, ChallengeName: 'CUSTOM_CHALLENGE', Session, ChallengeResponses };
    const { AuthenticationResult } = await cognito.send(new RespondToAuthChallengeCommand(answer));
    return AuthenticationResult;
  };
}
