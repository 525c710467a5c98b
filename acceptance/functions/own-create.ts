/**
 * Two create functions of somebody's own. `named` says in the metadata what it asks, as docs/contract.md wants it.
 * `unnamed` does as the example on AWS's page "Create Auth challenge Lambda trigger": it tells a CAPTCHA and a
 * security question apart by the length of the session, and gives no metadata at all.
 */

interface Event {
  readonly request: { readonly challengeName: string; readonly session: readonly unknown[] };
  response: object;
}

export const CAPTCHA_ANSWER = '5';
export const QUESTION_ANSWER = 'Peccy';

const captcha = {
  publicChallengeParameters: { captchaUrl: 'url/123.jpg' },
  privateChallengeParameters: { answer: CAPTCHA_ANSWER },
};
const question = {
  publicChallengeParameters: { securityQuestion: 'Who is your favorite team mascot?' },
  privateChallengeParameters: { answer: QUESTION_ANSWER },
};

export async function named(event: Event): Promise<Event> {
  event.response = { ...captcha, challengeMetadata: 'CAPTCHA_CHALLENGE' };
  return event;
}

export async function unnamed(event: Event): Promise<Event> {
  const { challengeName, session } = event.request;
  if (challengeName !== 'CUSTOM_CHALLENGE') return event;
  if (session.length === 2) event.response = { ...event.response, ...captcha };
  if (session.length === 3) event.response = { ...event.response, ...question };
  return event;
}
