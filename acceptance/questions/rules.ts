/** The answers that probes give most often. */

import type { Rule, Script } from '../script.ts';

/** Define: what comes next. */
export const next = (challengeName: string): Rule => ({
  response: { challengeName, issueTokens: false, failAuthentication: false },
});
export const TOKENS: Rule = { response: { issueTokens: true, failAuthentication: false } };

/** Create: a question, the answer to which is `right`. */
export const ASKS: Rule = {
  response: {
    publicChallengeParameters: { riddle: 'what' },
    privateChallengeParameters: { answer: 'right' },
    challengeMetadata: 'QUESTION',
  },
};
export const RIGHT: Rule = { response: { answerCorrect: true } };
export const WRONG: Rule = { response: { answerCorrect: false } };

/** One custom challenge, and tokens for whatever is answered. */
export const ONE_CHALLENGE: Script = {
  DefineAuthChallenge: [{ after: 'START', ...next('CUSTOM_CHALLENGE') }, TOKENS],
  CreateAuthChallenge: [ASKS],
  VerifyAuthChallengeResponse: [RIGHT],
};

/** A custom challenge whose every answer is wrong, over and over. */
export const NEVER_RIGHT: Script = {
  DefineAuthChallenge: [next('CUSTOM_CHALLENGE')],
  CreateAuthChallenge: [ASKS],
  VerifyAuthChallengeResponse: [WRONG],
};

/** Password, whatever Cognito asks of its own, one custom challenge, tokens. */
export const PASSWORD_FIRST: Script = {
  ...ONE_CHALLENGE,
  DefineAuthChallenge: [
    { after: 'START', ...next('CUSTOM_CHALLENGE') },
    { after: 'SRP_A', ...next('PASSWORD_VERIFIER') },
    { after: 'CUSTOM_CHALLENGE', ...TOKENS },
    next('CUSTOM_CHALLENGE'),
  ],
};
