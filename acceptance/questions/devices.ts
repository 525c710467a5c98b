import { rememberDevice, signInOn } from '../client/devices.ts';
import { signIn } from '../client/sign-in.ts';
import { newUser } from '../client/users.ts';
import { refreshed } from '../flows/refresh.ts';
import { type Scenario, toldError } from '../scenario.ts';
import { definesSaw, tokenSources, triggers } from './events.ts';
import { PASSWORD_FIRST } from './rules.ts';

/** AWS's page on devices says that Cognito asks after `issueTokens`; whether define is called again, it does not say. */
export const devices: Scenario = {
  name: 'devices',
  kind: 'question',
  on: 'probe-devices',
  asks: 'A remembered device signs in: what is asked and when, does define hear of it, and what does a refresh need?',
  run: async stage => {
    await stage.kept.script(PASSWORD_FIRST);
    const known = await newUser(stage);
    const device = await rememberDevice(stage, known, 'right');
    await stage.kept.forget();

    const { challenges, asked } = await signInOn(device, signIn(stage, known), 'right');
    const events = await stage.kept.events();
    const [define, sources, calls] = [definesSaw(events), tokenSources(events), triggers(events)];
    const withKey = refreshed(stage, asked, { DEVICE_KEY: device.key });
    return {
      ...{ challenges, define, tokenSources: sources, triggers: calls },
      refreshWithKey: await withKey.then(() => 'tokens', toldError),
      refreshWithoutKey: await refreshed(stage, asked).then(() => 'tokens', toldError),
    };
  },
};
