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
  ...(['probe', 'probe-names'] as const).map(
    (on): Scenario => ({
      name: on === 'probe' ? 'made-up-name' : 'made-up-plain-name',
      kind: 'question',
      on,
      asks: `Somebody unknown begins three times, ${on === 'probe' ? 'by an e-mail address' : 'by a plain user name'}, once in capital letters: is the made-up USERNAME the same again, does the event have the same, and is it a UUID of the version that known users have?`,
      run: stage => madeUpNames(stage, on === 'probe'),
    }),
  ),
];

/** Of somebody unknown, by what they type. Whatever a name is of this run alone is left out. */
async function madeUpNames(stage: Stage, byAddress: boolean): Promise<Json> {
  await stage.kept.script(ONE_CHALLENGE);
  const [known, unknown] = [await newUser(stage), madeUp()];
  const typed = byAddress ? unknown.email : unknown.email.replace(/@.*/, '');
  const given = async (username: string) =>
    (await signIn(stage, { ...unknown, username }).begin()).ChallengeParameters?.USERNAME ?? '';
  const first = await given(typed);
  const again = await given(typed);
  const inCapitals = await given(typed.toUpperCase());
  const events = ofTrigger(await stage.kept.events(), 'CreateAuthChallenge');
  return {
    unknown: formOf(first, typed),
    known: formOf(await given(known.username), known.username),
    again: again === first ? 'the same' : 'another',
    inCapitals: inCapitals === first ? 'the same' : 'another',
    event: events[0]?.userName === first ? 'the same' : 'another',
  };
}

/** A UUID tells its version by the first digit of its third group: RFC 9562, section 4.2. */
function formOf(name: string, typed: string): string {
  if (name === typed) return 'as typed';
  const [, version] = /^[\da-f]{8}-[\da-f]{4}-([\da-f])[\da-f]{3}-[\da-f]{4}-[\da-f]{12}$/i.exec(name) ?? [];
  return version === undefined ? 'another' : `a UUID of version ${version}`;
}
