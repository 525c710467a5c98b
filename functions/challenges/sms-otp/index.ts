import { oneTimeCode } from '../one-time-code.ts';

/** A code by text message. */
export const smsOtp = oneTimeCode('sms_otp', { medium: 'SMS', attribute: 'phone_number' });

export default smsOtp;
