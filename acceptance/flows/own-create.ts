import { setUpTotp } from '../client/mfa.ts';
import { type Asked, type SignIn, signIn } from '../client/sign-in.ts';
import { newPassword, newUser } from '../client/users.ts';
import { CAPTCHA_ANSWER, QUESTION_ANSWER } from '../functions/own-create.ts';
import { expectAsked, expectError, expectThat, expectTokens, type Scenario } from '../scenario.ts';
import { refreshed } from './refresh.ts';

const passPassword = async (user: SignIn): Promise<Asked> => user.password(await user.beginWithPassword());

const passCaptcha = async (user: SignIn, asked: Asked): Promise<Asked> =>
  user.answer(expectAsked(asked, 'CUSTOM_CHALLENGE'), CAPTCHA_ANSWER);

/** With a create function of the caller's own, whose answer a program can know. */
export const ownCreate: readonly Scenario[] = [
  {
    name: 'password-captcha',
    kind: 'flow',
    on: 'own-create',
    asks: 'Password and CAPTCHA give tokens, and the refresh token new ones.',
    run: async stage => {
      const user = signIn(stage, await newUser(stage));
      const wrong = await user.answer(await passPassword(user), 'wrong');
      const tokens = await passCaptcha(user, wrong);
      expectTokens(tokens);
      await refreshed(stage, tokens);
      return ['PASSWORD_VERIFIER', 'CUSTOM_CHALLENGE', 'tokens', 'refreshed'];
    },
  },
  {
    name: 'answer-before-password',
    kind: 'flow',
    on: 'own-create',
    asks: 'A sign-in that leaves the password out is refused.',
    run: async stage => {
      const user = signIn(stage, await newUser(stage));
      await expectError(user.begin(), 'NotAuthorizedException');
      await expectError(user.begin({ CHALLENGE_NAME: 'CUSTOM_CHALLENGE' }), 'NotAuthorizedException');
      return 'refused';
    },
  },
  {
    name: 'invited-user',
    kind: 'flow',
    on: 'own-create',
    asks: 'A user with a temporary password sets a new one, then reads the CAPTCHA, then has tokens.',
    run: async stage => {
      const invited = await newUser(stage, { invited: true });
      const user = signIn(stage, invited);
      const asked = expectAsked(await passPassword(user), 'NEW_PASSWORD_REQUIRED');
      const password = newPassword();
      const changed = await user.respond(asked, { NEW_PASSWORD: password });
      expectTokens(await passCaptcha(user, changed));
      const again = signIn(stage, { ...invited, password });
      expectTokens(await passCaptcha(again, await passPassword(again)));
      return ['PASSWORD_VERIFIER', 'NEW_PASSWORD_REQUIRED', 'CUSTOM_CHALLENGE', 'tokens'];
    },
  },
  {
    name: 'mfa-totp',
    kind: 'flow',
    on: 'own-create',
    asks: 'A user with an authenticator app gives password, code and CAPTCHA, in this order.',
    run: async stage => {
      const known = await newUser(stage);
      const first = signIn(stage, known);
      const app = await setUpTotp(stage, await passCaptcha(first, await passPassword(first)));
      const user = signIn(stage, known);
      const asked = expectAsked(await passPassword(user), 'SOFTWARE_TOKEN_MFA');
      const coded = await user.respond(asked, { SOFTWARE_TOKEN_MFA_CODE: await app.code() });
      expectTokens(await passCaptcha(user, coded));
      return ['PASSWORD_VERIFIER', 'SOFTWARE_TOKEN_MFA', 'CUSTOM_CHALLENGE', 'tokens'];
    },
  },
  {
    name: 'aws-example-create',
    kind: 'flow',
    on: 'aws-example',
    asks: 'A create function like AWS’s example, without challengeMetadata, signs in with our define and verify.',
    run: async stage => {
      const user = signIn(stage, await newUser(stage));
      const picture = expectAsked(await passPassword(user), 'CUSTOM_CHALLENGE');
      expectThat(picture.ChallengeParameters?.captchaUrl, 'a captchaUrl');
      const question = expectAsked(await user.answer(picture, CAPTCHA_ANSWER), 'CUSTOM_CHALLENGE');
      expectThat(question.ChallengeParameters?.securityQuestion, 'a securityQuestion');
      expectTokens(await user.answer(question, QUESTION_ANSWER));
      return ['PASSWORD_VERIFIER', 'CUSTOM_CHALLENGE', 'CUSTOM_CHALLENGE', 'tokens'];
    },
  },
];
