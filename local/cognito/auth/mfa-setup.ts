/** MFA_SETUP: a factor for a user who has none where one is required. */

import { type MfaSetupChallenge, passed } from '../challenges.ts';
import { invalidParameter, missingParameter } from '../errors.ts';
import { isEmail } from '../schema.ts';
import { after, type Judge } from './flow.ts';
import { sendCode } from './mfa.ts';

/**
 * A verified software token completes the sign-in (API reference, "MFA_SETUP"); a page of the Developer Guide has
 * Cognito ask for a code of it once more ("Details of MFA logic at user runtime"), which clients do not report. An
 * e-mail address is asked for a code. Amplify writes it EMAIL, AWS's page email.
 */
export const mfaSetupJudge: Judge<MfaSetupChallenge> = {
  needs: [],
  judge: async (context, flow, { name, setUp, verified }, { EMAIL, email = EMAIL }) => {
    const next = after(context, flow, passed(name));
    if (verified) return { goOn: next };
    if (email === undefined || !setUp.includes('EMAIL_OTP')) throw missingParameter('EMAIL');
    if (!isEmail(email)) throw invalidParameter('Invalid email address format.');
    return { asked: await sendCode(context, next, 'EMAIL_OTP', email) };
  },
};
