import {
  ConfirmDeviceCommand,
  ForgetDeviceCommand,
  GetTokensFromRefreshTokenCommand,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { expect } from 'chai';
import { createDeviceVerifier } from 'cognito-srp-helper';
import { useLoop } from '../support/loop.ts';
import { sdkClient, sdkUser } from '../support/sdk-client.ts';
import { expectTokens } from '../support/tokens.ts';

/**
 * What docs/clients.md says of a refresh in a pool that tracks devices, with the AWS SDK, the built zips and the
 * synthesized wiring: https://repost.aws/knowledge-center/cognito-invalid-refresh-token-error
 */
describe('A refresh in a pool that tracks devices', function () {
  this.timeout(60_000);
  const running = useLoop({
    inputs: {
      user_pool: {
        device_tracking: {
          challenge_required_on_new_device: true,
          device_only_remembered_on_user_prompt: true,
        },
      },
    },
  });

  /** Signs in through password and CAPTCHA on a device that Cognito does not know. */
  async function signIn() {
    const user = sdkUser(running());
    const { AuthenticationResult } = await user.answer(
      await user.passPassword(),
      await running().rightAnswer(),
    );
    const { AccessToken, RefreshToken, NewDeviceMetadata } = AuthenticationResult ?? {};
    const { DeviceKey = '', DeviceGroupKey = '' } = NewDeviceMetadata ?? {};
    expect(DeviceKey).to.not.equal('');
    return { AccessToken, RefreshToken, DeviceKey, DeviceGroupKey };
  }
  type SignedIn = Awaited<ReturnType<typeof signIn>>;

  const confirm = ({ AccessToken, DeviceKey, DeviceGroupKey }: SignedIn) => {
    const { DeviceSecretVerifierConfig } = createDeviceVerifier(DeviceKey, DeviceGroupKey);
    return sdkClient(running()).send(
      new ConfirmDeviceCommand({ AccessToken, DeviceKey, DeviceSecretVerifierConfig }),
    );
  };

  const ways = {
    GetTokensFromRefreshToken: ({ RefreshToken }: SignedIn, DeviceKey?: string) =>
      sdkClient(running()).send(
        new GetTokensFromRefreshTokenCommand({ ClientId: running().clientId, RefreshToken, DeviceKey }),
      ),
    REFRESH_TOKEN_AUTH: ({ RefreshToken = '' }: SignedIn, DeviceKey?: string) =>
      sdkClient(running()).send(
        new InitiateAuthCommand({
          ...{ ClientId: running().clientId, AuthFlow: 'REFRESH_TOKEN_AUTH' },
          AuthParameters: {
            REFRESH_TOKEN: RefreshToken,
            ...(DeviceKey !== undefined && { DEVICE_KEY: DeviceKey }),
          },
        }),
      ),
  };

  for (const [way, refresh] of Object.entries(ways)) {
    const outcome = async (signedIn: SignedIn, deviceKey?: string) => {
      const error = await refresh(signedIn, deviceKey).then(
        () => undefined,
        reason => reason,
      );
      return error ? `${error.name}: ${error.message}` : 'tokens';
    };
    const REFUSED = 'NotAuthorizedException: Invalid Refresh Token';

    it(`${way} wants the key that came with the tokens, of a device that was confirmed`, async () => {
      const signedIn = await signIn();
      const another = await signIn();
      expect(await outcome(signedIn, signedIn.DeviceKey), 'not confirmed').to.equal(REFUSED);

      await confirm(signedIn);
      await confirm(another);
      expect(await outcome(signedIn), 'without the key').to.equal(REFUSED);
      expect(await outcome(signedIn, another.DeviceKey), 'with that of another sign-in').to.equal(REFUSED);
      const { AuthenticationResult } = await refresh(signedIn, signedIn.DeviceKey);
      const { IdToken, AccessToken } = AuthenticationResult ?? {};
      await expectTokens(running(), IdToken, AccessToken, running().demoUser.username);
    });

    it(`${way} ends with the device: one that was forgotten refreshes nothing`, async () => {
      const signedIn = await signIn();
      await confirm(signedIn);
      const { AccessToken, DeviceKey } = signedIn;
      expect(await outcome(signedIn, DeviceKey)).to.equal('tokens');

      await sdkClient(running()).send(new ForgetDeviceCommand({ AccessToken, DeviceKey }));

      expect(await outcome(signedIn, DeviceKey)).to.equal(REFUSED);
    });
  }
});
