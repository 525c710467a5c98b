// Written by `npm run docs` from schemas/public-parameters.schema.json.

/** `ChallengeParameters` of a `CUSTOM_CHALLENGE`. Ignore names that are not here: later versions may add some. */
export interface PublicParameters {
  /** Which challenge is asked. */
  readonly challenge:
    | 'captcha'
    | 'email_otp'
    | 'sms_otp'
    | 'magic_link'
    | 'human_check'
    | 'proof_of_work'
    | 'external';
  /** The step's place in the sign-in, from 1. */
  readonly step: string;
  /** How many steps the sign-in has. */
  readonly steps: string;
  /** Answers that may still be given to this step. */
  readonly attemptsRemaining: string;
  /** Until when an answer counts in this sign-in, at the least, in UTC. */
  readonly expiresAt: string;
  /** What else may be asked in this step, by comma; ClientMetadata `challenge` chooses. */
  readonly alternatives?: string;
  /** What became of the answer before, or why nothing was sent. */
  readonly error?: 'WRONG_ANSWER' | 'EXPIRED' | 'SEND_LIMIT';
  /** How the message goes. */
  readonly deliveryMedium?: 'EMAIL' | 'SMS';
  /** Where to, masked: `c***@e***` or `+*******0321`; `***@***` or `+*******` before a proof. */
  readonly destination?: string;
  /** When the message may be asked for again, in UTC. */
  readonly resendAfter?: string;
  /** Characters of the code. email_otp, sms_otp, magic_link. */
  readonly codeLength?: string;
  /** What the code is made of: which keyboard to show. email_otp, sms_otp, magic_link. */
  readonly codeAlphabet?: 'digits' | 'letters';
  /** The picture. captcha. */
  readonly captchaUrl?: string;
  /** Names the question, to keep the Session by; the token of a link begins with it. magic_link. */
  readonly question?: string;
  /** Whose widget to show. human_check. */
  readonly provider?: 'turnstile' | 'hcaptcha' | 'recaptcha_v2' | 'recaptcha_v3';
  /** The widget's site key. human_check. */
  readonly siteKey?: string;
  /** What the widget is to be solved for. human_check. */
  readonly action?: string;
  /** What the text begins with whose digest needs zero bits. proof_of_work. */
  readonly prefix?: string;
  /** How many zero bits, 8 to 28. proof_of_work. */
  readonly difficulty?: string;
  /** Added by Cognito. Send it back as ChallengeResponses.USERNAME. */
  readonly USERNAME?: string;
}
