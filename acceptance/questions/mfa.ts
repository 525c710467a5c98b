import { setUpTotp } from '../client/mfa.ts';
import { signIn } from '../client/sign-in.ts';
import { newUser } from '../client/users.ts';
import type { Json } from '../json.ts';
import { type Scenario, told } from '../scenario.ts';
import type { Stage } from '../stage.ts';
import { definesSaw, tokenSources, triggers } from './events.ts';
import { ONE_CHALLENGE, PASSWORD_FIRST } from './rules.ts';

/** AWS's page on define: PASSWORD_VERIFIER for a user with MFA is followed by an entry for it. */
export const mfa: readonly Scenario[] = [
  {
    name: 'mfa-entries',
    kind: 'question',
    on: 'probe-mfa',
    asks: 'Password first, a user with TOTP: when is the code asked, which entries does define see, in what order?',
    run: async stage => {
      const { user, app, asked } = await afterThePassword(stage);
      let next = asked;
      const challenges: Json[] = [];
      while (next.ChallengeName !== undefined && challenges.length < 6) {
        challenges.push(next.ChallengeName);
        next = await user.respond(next, await responseTo(next.ChallengeName, app.code));
      }
      const events = await stage.kept.events();
      return { challenges, define: definesSaw(events), tokenSources: tokenSources(events) };
    },
  },
  {
    name: 'mfa-wrong-code',
    kind: 'question',
    on: 'probe-mfa',
    asks: 'Does define hear of a wrong TOTP code?',
    run: async stage => {
      const { user, asked } = await afterThePassword(stage);
      const answer = await told(user.respond(asked, { SOFTWARE_TOKEN_MFA_CODE: '000000' }));
      return { asked: asked.ChallengeName ?? null, answer, define: definesSaw(await stage.kept.events()) };
    },
  },
  {
    name: 'mfa-used-code',
    kind: 'question',
    on: 'probe-mfa',
    asks: 'A TOTP code that was used in the sign-in before: what does Cognito say, and does the same Session take the next code?',
    run: async stage => {
      const { known, user, app, asked } = await afterThePassword(stage);
      const code = await app.code();
      await user.respond(asked, { SOFTWARE_TOKEN_MFA_CODE: code });
      const again = signIn(stage, known);
      const askedAgain = await again.password(await again.beginWithPassword());
      const used = await told(again.respond(askedAgain, { SOFTWARE_TOKEN_MFA_CODE: code }));
      const other = await told(again.respond(askedAgain, { SOFTWARE_TOKEN_MFA_CODE: await app.code() }));
      return { used, next: other };
    },
  },
  {
    name: 'mfa-without-password',
    kind: 'question',
    on: 'probe-mfa',
    asks: 'No password in the flow, a user with TOTP: is the code asked at all?',
    run: async stage => {
      await stage.kept.script(ONE_CHALLENGE);
      const known = await newUser(stage);
      const first = signIn(stage, known);
      await setUpTotp(stage, await first.answer(await first.begin(), 'right'));
      await stage.kept.forget();

      const user = signIn(stage, known);
      const answer = await told(user.answer(await user.begin(), 'right'));
      return { afterTheChallenge: answer, triggers: triggers(await stage.kept.events()) };
    },
  },
];

/** A user who has set TOTP up in a first sign-in, after the password of the second: the events are of the second. */
async function afterThePassword(stage: Stage) {
  await stage.kept.script(PASSWORD_FIRST);
  const known = await newUser(stage);
  const first = signIn(stage, known);
  const done = await first.answer(await first.password(await first.beginWithPassword()), 'right');
  const app = await setUpTotp(stage, done);
  await stage.kept.forget();
  const user = signIn(stage, known);
  return { known, user, app, asked: await user.password(await user.beginWithPassword()) };
}

async function responseTo(challenge: string, code: () => Promise<string>): Promise<Record<string, string>> {
  if (challenge === 'SOFTWARE_TOKEN_MFA') return { SOFTWARE_TOKEN_MFA_CODE: await code() };
  if (challenge === 'SELECT_MFA_TYPE') return { ANSWER: 'SOFTWARE_TOKEN_MFA' };
  return { ANSWER: 'right' };
}
