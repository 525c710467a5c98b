import { GetTokensFromRefreshTokenCommand } from '@aws-sdk/client-cognito-identity-provider';
import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  type CognitoUserSession,
} from 'amazon-cognito-identity-js';
import { Amplify } from 'aws-amplify';
import { confirmSignIn, fetchAuthSession, signIn, signOut } from 'aws-amplify/auth';
import { expect } from 'chai';
import { type Loop, startLoop } from '../support/loop.ts';
import { sdkClient, sdkUser } from '../support/sdk-client.ts';
import { expectTokens } from '../support/tokens.ts';

describe('The loop, with the built zips and real clients', () => {
  let loop: Loop;
  before(async () => {
    loop = await startLoop();
  });
  after(() => loop.close());

  it('signs in through password and CAPTCHA with the AWS SDK, and refreshes', async () => {
    const user = sdkUser(loop);
    const asked = await user.passPassword();
    expect(asked.ChallengeName).to.equal('CUSTOM_CHALLENGE');
    expect(asked.ChallengeParameters).to.include({
      challenge: 'captcha',
      step: '2',
      steps: '2',
      attemptsRemaining: '3',
    });
    expect(asked.ChallengeParameters?.captchaUrl).to.match(/^data:image\/png;base64,/);

    const again = await user.answer(asked, 'wrong');
    expect(again.ChallengeParameters).to.include({ error: 'WRONG_ANSWER', attemptsRemaining: '2' });
    expect(again.ChallengeParameters?.captchaUrl).to.not.equal(asked.ChallengeParameters?.captchaUrl);
    expect(again.Session).to.not.equal(asked.Session);

    const { AuthenticationResult: tokens } = await user.answer(again, await loop.rightAnswer());
    await expectTokens(loop, tokens?.IdToken, tokens?.AccessToken);

    const refreshed = await sdkClient(loop).send(
      new GetTokensFromRefreshTokenCommand({ ClientId: loop.clientId, RefreshToken: tokens?.RefreshToken }),
    );
    await expectTokens(
      loop,
      refreshed.AuthenticationResult?.IdToken,
      refreshed.AuthenticationResult?.AccessToken,
    );
  });

  it('signs in with Amplify 6 (CUSTOM_WITH_SRP), and refreshes', async () => {
    const { userPoolId } = loop.config;
    Amplify.configure({
      Auth: { Cognito: { userPoolId, userPoolClientId: loop.clientId, userPoolEndpoint: loop.endpoint } },
    });
    await signOut();
    const asked = await signIn({ ...loop.demoUser, options: { authFlowType: 'CUSTOM_WITH_SRP' } });
    expect(asked.nextStep.signInStep).to.equal('CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE');
    const again = await confirmSignIn({ challengeResponse: 'wrong' });
    expect(Object(again.nextStep).additionalInfo).to.include({
      error: 'WRONG_ANSWER',
      attemptsRemaining: '2',
    });
    const done = await confirmSignIn({ challengeResponse: await loop.rightAnswer() });
    expect(done.isSignedIn).to.equal(true);

    const first = (await fetchAuthSession()).tokens;
    await expectTokens(loop, first?.idToken?.toString(), first?.accessToken.toString());
    const second = (await fetchAuthSession({ forceRefresh: true })).tokens;
    await expectTokens(loop, second?.idToken?.toString(), second?.accessToken.toString());
    expect(second?.accessToken.toString()).to.not.equal(first?.accessToken.toString());
    await signOut();
  });

  it('signs in with amazon-cognito-identity-js', async () => {
    const { username: Username, password: Password } = loop.demoUser;
    const { userPoolId: UserPoolId } = loop.config;
    const Pool = new CognitoUserPool({ UserPoolId, ClientId: loop.clientId, endpoint: loop.endpoint });
    const user = new CognitoUser({ Username, Pool });
    user.setAuthenticationFlowType('CUSTOM_AUTH');
    const told: Record<string, string>[] = [];
    const session = await new Promise<CognitoUserSession>((resolve, reject) => {
      const callbacks = {
        onSuccess: resolve,
        onFailure: reject,
        customChallenge: (parameters: Record<string, string>) => {
          told.push(parameters);
          if (told.length === 1) user.sendCustomChallengeAnswer('wrong', callbacks);
          else loop.rightAnswer().then(answer => user.sendCustomChallengeAnswer(answer, callbacks), reject);
        },
      };
      user.authenticateUser(new AuthenticationDetails({ Username, Password }), callbacks);
    });
    expect(told.map(({ error }) => error)).to.deep.equal([undefined, 'WRONG_ANSWER']);
    await expectTokens(loop, session.getIdToken().getJwtToken(), session.getAccessToken().getJwtToken());
  });
});
