import { answering, captcha, type Handlers } from './pool.ts';

/**
 * What AWS's pages have define do: the password, a new one where the status asks for it ("Authentication flow steps"),
 * Cognito's own MFA passed over ("challengeName"), then the CAPTCHA and tokens.
 */
export const documented: Handlers = {
  ...captcha,
  DefineAuthChallenge: answering(({ request: { session, userAttributes } }) => {
    const last = session.at(-1);
    const status = Object(userAttributes)['cognito:user_status'];
    if (
      session.some(
        ({ challengeResult, challengeName }) => !challengeResult && challengeName !== 'CUSTOM_CHALLENGE',
      )
    )
      return { failAuthentication: true };
    if (last?.challengeName === 'SRP_A') return { challengeName: 'PASSWORD_VERIFIER' };
    if (
      last?.challengeName === 'PASSWORD_VERIFIER' &&
      ['FORCE_CHANGE_PASSWORD', 'RESET_REQUIRED'].includes(status)
    )
      return { challengeName: 'NEW_PASSWORD_REQUIRED' };
    const right = session.some(each => each.challengeName === 'CUSTOM_CHALLENGE' && each.challengeResult);
    return right ? { issueTokens: true } : { challengeName: 'CUSTOM_CHALLENGE' };
  }),
};

/** As before there was such a page: the status is not looked at. */
export const old: Handlers = {
  ...documented,
  DefineAuthChallenge: answering(({ request: { session } }) => {
    const last = session.at(-1);
    if (last?.challengeName === 'SRP_A') return { challengeName: 'PASSWORD_VERIFIER' };
    if (last?.challengeName === 'CUSTOM_CHALLENGE' && last.challengeResult) return { issueTokens: true };
    return { challengeName: 'CUSTOM_CHALLENGE' };
  }),
};
