import { signIn } from '../client/sign-in.ts';
import { newPassword, newUser } from '../client/users.ts';
import type { Json } from '../json.ts';
import { type Scenario, toldError } from '../scenario.ts';
import type { Rule } from '../script.ts';
import { definesSaw, ofTrigger, tokenSources } from './events.ts';
import { next, PASSWORD_FIRST, TOKENS } from './rules.ts';

/** After the password of a user in FORCE_CHANGE_PASSWORD, define may say one of these. AWS documents the first. */
const ANSWERS: Readonly<Record<string, Rule>> = {
  'new-password': next('NEW_PASSWORD_REQUIRED'),
  'custom-challenge': next('CUSTOM_CHALLENGE'),
  tokens: TOKENS,
};

/** AWS's page "Custom authentication challenge Lambda triggers"; older reports (amazon-cognito-identity-js#341) differ. */
export const newPasswordRequired: readonly Scenario[] = Object.entries(ANSWERS).map(([name, rule]) => ({
  name: `new-password-define-says-${name}`,
  kind: 'question',
  on: 'probe',
  asks: `A user has to set a password, and define answers the password with ${name}: what is asked, what does define see, and which source has the token trigger?`,
  run: async stage => {
    await stage.kept.script({
      ...PASSWORD_FIRST,
      DefineAuthChallenge: [
        { after: 'SRP_A', ...next('PASSWORD_VERIFIER') },
        { after: 'PASSWORD_VERIFIER', ...rule },
        { after: 'NEW_PASSWORD_REQUIRED', ...next('CUSTOM_CHALLENGE') },
        TOKENS,
      ],
    });
    const user = signIn(stage, await newUser(stage, { invited: true }));
    const challenges: Json[] = [];
    let refusal: Json = null;
    try {
      let asked = await user.password(await user.beginWithPassword());
      while (asked.ChallengeName !== undefined && challenges.length < 5) {
        challenges.push(asked.ChallengeName);
        const isNewPassword = asked.ChallengeName === 'NEW_PASSWORD_REQUIRED';
        asked = await user.respond(
          asked,
          isNewPassword ? { NEW_PASSWORD: newPassword() } : { ANSWER: 'right' },
        );
      }
      if (asked.AuthenticationResult) challenges.push('tokens');
    } catch (error) {
      refusal = toldError(error);
    }
    const events = await stage.kept.events();
    return {
      challenges,
      refusal,
      define: definesSaw(events),
      userStatus: ofTrigger(events, 'DefineAuthChallenge').map(({ request }) =>
        statusIn(request.userAttributes),
      ),
      tokenSources: tokenSources(events),
    };
  },
}));

const statusIn = (attributes: Json | undefined): Json =>
  (attributes as Record<string, Json> | undefined)?.['cognito:user_status'] ?? null;
