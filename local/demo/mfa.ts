import type { SignInOutput } from 'aws-amplify/auth';
import { totp } from '../cognito/totp.ts';

type NextStep = SignInOutput['nextStep'];
type Messages = readonly { readonly text: string }[];

/**
 * What a user does about Cognito's own MFA: the answer, and what to say of it. Undefined at any other step.
 *
 * @param outbox all messages so far: Cognito has sent a code before it asks for it
 */
export function mfaAnswer(next: NextStep, outbox: Messages): { answer: string; told: string } | undefined {
  switch (next.signInStep) {
    case 'CONTINUE_SIGN_IN_WITH_TOTP_SETUP': {
      const answer = totp(next.totpSetupDetails.sharedSecret, Date.now());
      return { answer, told: `sets up an authenticator app: answers ${answer}` };
    }
    case 'CONTINUE_SIGN_IN_WITH_MFA_SELECTION': {
      const [answer = ''] = next.allowedMFATypes ?? [];
      return { answer, told: `of ${next.allowedMFATypes?.join(', ')} chooses ${answer}` };
    }
    case 'CONFIRM_SIGN_IN_WITH_SMS_CODE':
    case 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE': {
      const answer = /\d{6}/.exec(outbox.at(-1)?.text ?? '')?.[0];
      if (!answer) throw new Error('No code for MFA came: look at /local/outbox.');
      return { answer, told: `MFA: answers ${answer}` };
    }
    default:
      return undefined;
  }
}
