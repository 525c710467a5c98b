import { rememberDevice, signInOn } from '../client/devices.ts';
import { signIn } from '../client/sign-in.ts';
import { newUser } from '../client/users.ts';
import { CAPTCHA_ANSWER } from '../functions/own-create.ts';
import { expectTokens, type Scenario } from '../scenario.ts';

/** A pool of somebody else's, which remembers devices: the module has no input for that. */
export const existingPool: readonly Scenario[] = [
  {
    name: 'existing-pool-remembered-device',
    kind: 'flow',
    on: 'devices',
    asks: 'Attached to a pool that remembers devices: password and CAPTCHA give tokens, on a remembered device too.',
    run: async stage => {
      const known = await newUser(stage);
      const device = await rememberDevice(stage, known, CAPTCHA_ANSWER);
      const { challenges, asked } = await signInOn(device, signIn(stage, known), CAPTCHA_ANSWER);
      expectTokens(asked);
      return challenges;
    },
  },
];
