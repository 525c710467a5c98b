import { signIn } from '../client/sign-in.ts';
import { newUser } from '../client/users.ts';
import { refreshed } from '../flows/refresh.ts';
import { type Scenario, told, toldError } from '../scenario.ts';
import { tokenSources } from './events.ts';
import { ONE_CHALLENGE } from './rules.ts';

const REFUSES = { TokenGeneration: [{ throws: 'No tokens.' }] };

/** What a function before the tokens may stop: the whole point of `functions/pre-token-generation`. */
export const tokenGuard: Scenario = {
  name: 'token-guard',
  kind: 'question',
  on: 'probe',
  asks: 'Which sources has the token trigger after a flow and at a refresh, and what does the client read when it throws?',
  run: async stage => {
    await stage.kept.script(ONE_CHALLENGE);
    const known = await newUser(stage);
    const user = signIn(stage, known);
    const tokens = await user.answer(await user.begin(), 'right');
    await refreshed(stage, tokens);
    const sources = tokenSources(await stage.kept.events());

    await stage.kept.script({ ...ONE_CHALLENGE, ...REFUSES });
    const again = signIn(stage, known);
    const refusedSignIn = await told(again.answer(await again.begin(), 'right'));
    const refusedRefresh = await refreshed(stage, tokens).then(() => 'tokens', toldError);
    return { sources, refusedSignIn, refusedRefresh };
  },
};
