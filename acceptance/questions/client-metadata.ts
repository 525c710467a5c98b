import { signIn } from '../client/sign-in.ts';
import { newUser } from '../client/users.ts';
import { isObject, type Json } from '../json.ts';
import type { Scenario } from '../scenario.ts';
import { PASSWORD_FIRST } from './rules.ts';

/** AWS's pages: RespondToAuthChallenge hands it on, InitiateAuth does not. localstack#11687 saw none in create. */
export const clientMetadata: Scenario = {
  name: 'client-metadata',
  kind: 'question',
  on: 'probe',
  asks: 'Which triggers get the ClientMetadata of InitiateAuth, and which that of RespondToAuthChallenge?',
  run: async stage => {
    await stage.kept.script(PASSWORD_FIRST);
    const user = signIn(stage, await newUser(stage));
    const asked = await user.beginWithPassword({}, { call: 'InitiateAuth' });
    const custom = await user.password(asked, {}, { call: 'PASSWORD_VERIFIER' });
    await user.answer(custom, 'right', { call: 'CUSTOM_CHALLENGE' });
    const got: Json[] = (await stage.kept.events()).map(
      ({ triggerSource, request: { clientMetadata: metadata } }) => ({
        triggerSource,
        clientMetadata: isObject(metadata) ? (metadata.call ?? null) : null,
      }),
    );
    return got;
  },
};
