import { signIn } from '../client/sign-in.ts';
import { newUser } from '../client/users.ts';
import { isObject, type Json } from '../json.ts';
import { type Scenario, told } from '../scenario.ts';
import { ofTrigger } from './events.ts';
import { NEVER_RIGHT, ONE_CHALLENGE, PASSWORD_FIRST } from './rules.ts';

/** One Session string, more than once. Parallel answers were possible in 2021 and 2023. */
export const sessions: readonly Scenario[] = [
  {
    name: 'session-twice',
    kind: 'question',
    on: 'probe',
    asks: 'What does Cognito say to a Session that was used, and to one that is none?',
    run: async stage => {
      await stage.kept.script(NEVER_RIGHT);
      const user = signIn(stage, await newUser(stage));
      const asked = await user.begin();
      const first = await told(user.answer(asked, 'wrong'));
      const second = await told(user.answer(asked, 'wrong'));
      const none = await told(user.answer({ ...asked, Session: 'A'.repeat(800) }, 'wrong'));
      return { first, second, none };
    },
  },
  {
    name: 'password-late',
    kind: 'question',
    on: 'probe',
    asks: 'How long after PASSWORD_VERIFIER was asked does Cognito take the proof of the password?',
    run: async stage => {
      await stage.kept.script(PASSWORD_FIRST);
      const known = await newUser(stage);
      const waited: Json[] = [];
      for (const ms of stage.pace.passwordWaitsMs) {
        const user = signIn(stage, known);
        const asked = await user.beginWithPassword();
        await stage.pass(ms);
        const answer = await told(user.password(asked));
        waited.push({ seconds: ms / 1000, answer });
        if (isObject(answer)) break;
      }
      return waited;
    },
  },
  {
    name: 'parallel-answers',
    kind: 'question',
    on: 'probe',
    answerOnly: true,
    asks: 'Five answers at once on one Session: how often is verify called?',
    run: async stage => {
      await stage.kept.script(ONE_CHALLENGE);
      const user = signIn(stage, await newUser(stage));
      const asked = await user.begin();
      const answers = await Promise.all(Array.from({ length: 5 }, () => told(user.answer(asked, 'right'))));
      const calls = ofTrigger(await stage.kept.events(), 'VerifyAuthChallenge').length;
      return { tokens: answers.filter(answer => answer === 'tokens').length, callsOfVerify: calls };
    },
  },
  {
    name: 'admin-password',
    kind: 'question',
    on: 'probe',
    asks: 'AdminInitiateAuth with CUSTOM_AUTH, and with a password in it: does define see ADMIN_NO_SRP_AUTH?',
    run: async stage => {
      await stage.kept.script(PASSWORD_FIRST);
      const known = await newUser(stage);
      const user = signIn(stage, known, 'admin');
      const begins = {
        plain: {},
        password: { PASSWORD: known.password },
        named: { PASSWORD: known.password, CHALLENGE_NAME: 'ADMIN_NO_SRP_AUTH' },
      };
      const answers = [];
      for (const [how, parameters] of Object.entries(begins)) {
        await stage.kept.forget();
        const answer = await told(user.beginAsAdmin(parameters));
        const session = ofTrigger(await stage.kept.events(), 'DefineAuthChallenge').map(
          ({ request }) => request.session ?? null,
        );
        answers.push({ how, answer, session });
      }
      return answers;
    },
  },
];
