import { signIn } from '../client/sign-in.ts';
import { newUser } from '../client/users.ts';
import { expectAsked, expectError, expectThat, type Scenario } from '../scenario.ts';

/** The picture cannot be read by a program, nor its answer derived with an operator's rights: only wrong ones are given. */
export const captcha: readonly Scenario[] = [
  {
    name: 'captcha-shipped',
    kind: 'flow',
    on: 'captcha',
    asks: 'After the password comes a picture; wrong answers are counted, and the third ends the sign-in.',
    run: async stage => {
      const user = signIn(stage, await newUser(stage));
      let asked = expectAsked(await user.password(await user.beginWithPassword()), 'CUSTOM_CHALLENGE');
      expectThat(asked.ChallengeParameters?.captchaUrl?.startsWith('data:image/png;base64,'), 'a picture');
      const left = [asked.ChallengeParameters?.attemptsRemaining ?? ''];
      for (const _ of ['first', 'second']) {
        asked = await user.answer(asked, 'wrong');
        expectThat(asked.ChallengeParameters?.error === 'WRONG_ANSWER', 'to be told that it was wrong');
        left.push(asked.ChallengeParameters?.attemptsRemaining ?? '');
      }
      await expectError(user.answer(asked, 'wrong'), 'NotAuthorizedException');
      return { attemptsRemaining: left };
    },
  },
  {
    name: 'wrong-password',
    kind: 'flow',
    on: 'captcha',
    asks: 'A wrong password ends the sign-in before any picture.',
    run: async stage => {
      const known = await newUser(stage);
      const user = signIn(stage, { ...known, password: 'Wrong-horse-7' });
      const asked = await user.beginWithPassword();
      await expectError(user.password(asked), 'NotAuthorizedException');
      return 'refused';
    },
  },
];
