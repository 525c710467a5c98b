import { signIn } from '../client/sign-in.ts';
import { madeUp, newUser } from '../client/users.ts';
import { isObject, type Json } from '../json.ts';
import { type Scenario, told } from '../scenario.ts';
import type { Stage } from '../stage.ts';
import { ofTrigger } from './events.ts';
import { ONE_CHALLENGE, PASSWORD_FIRST } from './rules.ts';

/** What define is told of somebody. */
async function asDefineSees(stage: Stage): Promise<Json> {
  const [event] = ofTrigger(await stage.kept.events(), 'DefineAuthChallenge');
  const { userNotFound, userAttributes } = event?.request ?? {};
  return {
    userNotFound: userNotFound ?? null,
    userAttributes: isObject(userAttributes) ? Object.keys(userAttributes).sort() : (userAttributes ?? null),
  };
}

/** What a client and the triggers may learn of who is not there. */
export const unknownUsers: readonly Scenario[] = [
  ...(['app', 'legacy'] as const).map(
    (client): Scenario => ({
      name: `unknown-user-${client}`,
      kind: 'question',
      on: 'probe',
      asks: `Somebody unknown, PreventUserExistenceErrors ${client === 'app' ? 'ENABLED' : 'LEGACY'}: what do the triggers get, and does issueTokens give tokens?`,
      run: async stage => {
        await stage.kept.script(ONE_CHALLENGE);
        const user = signIn(stage, madeUp(), client);
        const began = await told(user.begin());
        if (began !== 'CUSTOM_CHALLENGE') return { began };
        const define = await asDefineSees(stage);
        return { began, define, issueTokens: await told(user.answer(await user.begin(), 'right')) };
      },
    }),
  ),
  {
    name: 'unknown-user-password-first',
    kind: 'question',
    on: 'probe',
    asks: 'Somebody unknown gives a password: does define hear of it?',
    run: async stage => {
      await stage.kept.script(PASSWORD_FIRST);
      const user = signIn(stage, madeUp());
      const asked = await user.beginWithPassword();
      const password = await told(user.password(asked));
      const calls = ofTrigger(await stage.kept.events(), 'DefineAuthChallenge').length;
      return { began: asked.ChallengeName ?? null, password, callsOfDefine: calls };
    },
  },
  {
    name: 'plain-user-names',
    kind: 'question',
    on: 'probe-names',
    asks: 'Plain user names: is USERNAME, as the client gets it, what was typed, for somebody known and somebody unknown?',
    run: async stage => {
      await stage.kept.script(ONE_CHALLENGE);
      const known = await newUser(stage, { username: 'accept-known' });
      const usernameIs = async (typed: string) => {
        const asked = await signIn(stage, { ...known, username: typed }).begin();
        const given = asked.ChallengeParameters?.USERNAME ?? '';
        return given === typed ? 'as typed' : /^[\da-f]{8}-[\da-f-]{27}$/.test(given) ? 'a UUID' : 'another';
      };
      return { known: await usernameIs('accept-known'), unknown: await usernameIs('accept-unknown') };
    },
  },
];
