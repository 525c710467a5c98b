import { ConfirmDeviceCommand } from '@aws-sdk/client-cognito-identity-provider';
import { createDeviceVerifier, signSrpSessionWithDevice, wrapAuthChallenge } from 'cognito-srp-helper';
import { type Asked, type SignIn, signIn } from '../client/sign-in.ts';
import { newUser, type User } from '../client/users.ts';
import { refreshed } from '../flows/refresh.ts';
import type { Json } from '../json.ts';
import { expectThat, type Scenario, toldError } from '../scenario.ts';
import type { Stage } from '../stage.ts';
import { definesSaw, tokenSources, triggers } from './events.ts';
import { PASSWORD_FIRST } from './rules.ts';

interface Device {
  readonly key: string;
  readonly groupKey: string;
  readonly password: string;
  /** The sign-in that it came from. */
  readonly signedIn: Asked;
}

/** AWS's page on devices says that Cognito asks after `issueTokens`; whether define is called again, it does not say. */
export const devices: Scenario = {
  name: 'devices',
  kind: 'question',
  on: 'probe-devices',
  asks: 'A remembered device signs in: what is asked and when, does define hear of it, and what does a refresh need?',
  run: async stage => {
    await stage.kept.script(PASSWORD_FIRST);
    const known = await newUser(stage);
    const device = await remember(stage, known);
    await stage.kept.forget();

    const user = signIn(stage, known);
    const DEVICE_KEY = device.key;
    const challenges: Json[] = [];
    let asked = await user.password(await user.beginWithPassword({ DEVICE_KEY }), { DEVICE_KEY });
    while (asked.ChallengeName !== undefined && challenges.length < 6) {
      challenges.push(asked.ChallengeName);
      asked = await answer(user, asked, device);
    }
    const events = await stage.kept.events();
    const [define, sources, calls] = [definesSaw(events), tokenSources(events), triggers(events)];
    return {
      ...{ challenges, define, tokenSources: sources, triggers: calls },
      refreshWithKey: await refreshed(stage, asked, { DEVICE_KEY }).then(() => 'tokens', toldError),
      refreshWithoutKey: await refreshed(stage, asked).then(() => 'tokens', toldError),
    };
  },
};

/** Signs in, and confirms the device that Cognito then gives a key to. */
async function remember(stage: Stage, known: User): Promise<Device> {
  const user = signIn(stage, known);
  const signedIn = await user.answer(await user.password(await user.beginWithPassword()), 'right');
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
  return { key: DeviceKey, groupKey: DeviceGroupKey, password: DeviceRandomPassword, signedIn };
}

/** Answers whatever is asked on the way. */
async function answer(user: SignIn, asked: Asked, { key, groupKey, password }: Device): Promise<Asked> {
  const DEVICE_KEY = key;
  if (asked.ChallengeName === 'DEVICE_SRP_AUTH')
    return user.respond(asked, { DEVICE_KEY, SRP_A: user.srp.largeA });
  if (asked.ChallengeName !== 'DEVICE_PASSWORD_VERIFIER') return user.respond(asked, { ANSWER: 'right' });
  const response = asked as Parameters<typeof signSrpSessionWithDevice>[1];
  const signed = signSrpSessionWithDevice(user.srp, response, groupKey, password);
  const { ChallengeResponses } = wrapAuthChallenge(signed, {
    ClientId: '',
    ChallengeName: 'DEVICE_PASSWORD_VERIFIER',
    ChallengeResponses: { DEVICE_KEY },
  });
  return user.respond(asked, ChallengeResponses as Record<string, string>);
}
