import { InitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { Asked } from '../client/sign-in.ts';
import { expectThat } from '../scenario.ts';
import type { Stage } from '../stage.ts';

/** Uses the refresh token. @param parameters besides it @throws where there are no new tokens */
export async function refreshed(
  stage: Stage,
  signedIn: Asked,
  parameters: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { AuthenticationResult } = await stage.cognito.send(
    new InitiateAuthCommand({
      ClientId: stage.clientId('app'),
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      AuthParameters: { REFRESH_TOKEN: signedIn.AuthenticationResult?.RefreshToken ?? '', ...parameters },
    }),
  );
  expectThat(AuthenticationResult?.AccessToken, 'a new access token');
}
