import { ConfirmDeviceCommand } from '@aws-sdk/client-cognito-identity-provider';
import { createDeviceVerifier, signSrpSessionWithDevice, wrapAuthChallenge } from 'cognito-srp-helper';
import { expectThat } from '../scenario.ts';
import type { Stage } from '../stage.ts';
import { type Asked, type SignIn, signIn } from './sign-in.ts';
import type { User } from './users.ts';

/** A device that Cognito remembers. */
export interface Device {
  readonly key: string;
  readonly groupKey: string;
  readonly password: string;
}

/** Signs in with the password and one custom challenge, and confirms the device that Cognito then gives a key to. */
export async function rememberDevice(stage: Stage, known: User, right: string): Promise<Device> {
  const user = signIn(stage, known);
  const signedIn = await user.answer(await user.password(await user.beginWithPassword()), right);
  const { AccessToken, NewDeviceMetadata } = signedIn.AuthenticationResult ?? {};
  const { DeviceKey = '', DeviceGroupKey = '' } = NewDeviceMetadata ?? {};
  expectThat(DeviceKey, 'a device key with the tokens');
  const { DeviceSecretVerifierConfig, DeviceRandomPassword } = createDeviceVerifier(
    DeviceKey,
    DeviceGroupKey,
  );
  await stage.cognito.send(
    new ConfirmDeviceCommand({
      AccessToken,
      DeviceKey,
      DeviceName: 'acceptance',
      DeviceSecretVerifierConfig,
    }),
  );
  return { key: DeviceKey, groupKey: DeviceGroupKey, password: DeviceRandomPassword };
}

/**
 * Signs in on a remembered device, whatever is asked in which order.
 *
 * @param right answers the custom challenge
 * @returns the challenges after the password, in their order, and what came of the last
 */
export async function signInOn(
  device: Device,
  user: SignIn,
  right: string,
): Promise<{ readonly challenges: readonly string[]; readonly asked: Asked }> {
  const DEVICE_KEY = device.key;
  const challenges: string[] = [];
  let asked = await user.password(await user.beginWithPassword({ DEVICE_KEY }), { DEVICE_KEY });
  while (asked.ChallengeName !== undefined && challenges.length < 6) {
    challenges.push(asked.ChallengeName);
    asked = await answer(user, asked, device, right);
  }
  return { challenges, asked };
}

async function answer(
  user: SignIn,
  asked: Asked,
  { key, groupKey, password }: Device,
  right: string,
): Promise<Asked> {
  const DEVICE_KEY = key;
  if (asked.ChallengeName === 'DEVICE_SRP_AUTH')
    return user.respond(asked, { DEVICE_KEY, SRP_A: user.srp.largeA });
  if (asked.ChallengeName !== 'DEVICE_PASSWORD_VERIFIER') return user.respond(asked, { ANSWER: right });
  const response = asked as Parameters<typeof signSrpSessionWithDevice>[1];
  const signed = signSrpSessionWithDevice(user.srp, response, groupKey, password);
  const { ChallengeResponses } = wrapAuthChallenge(signed, {
    ClientId: '',
    ChallengeName: 'DEVICE_PASSWORD_VERIFIER',
    ChallengeResponses: { DEVICE_KEY },
  });
  return user.respond(asked, ChallengeResponses as Record<string, string>);
}
