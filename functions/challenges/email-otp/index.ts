import { oneTimeCode } from '../one-time-code.ts';

/** A code by e-mail. */
export const emailOtp = oneTimeCode('email_otp', { medium: 'EMAIL', attribute: 'email' });

export default emailOtp;
