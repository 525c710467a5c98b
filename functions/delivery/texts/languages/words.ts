/** What the built-in messages say in one language. Blanks: `{app}`, `{code}`, and `{minutes}`, which is "3 minutes". */
export interface Words {
  readonly email_otp: EmailWords;
  readonly magic_link: LinkWords;
  /**
   * Up to 160 characters of the GSM alphabet if the language allows it, otherwise up to 70: more would be
   * several messages. Where GSM lacks an accent, other words are chosen: none is left out.
   */
  readonly sms_otp: string;
}

export interface EmailWords {
  /** Without the code: mail servers and SES events keep subjects. */
  readonly subject: string;
  /** What a list of mails shows beside the subject. */
  readonly preheader: string;
  readonly title: string;
  /** Before the code or the button. */
  readonly lead: string;
  readonly validity: string;
  readonly caution: string;
}

export interface LinkWords extends EmailWords {
  readonly button: string;
  /** Before the code, for those who read mail on another device. */
  readonly codeLead: string;
  /** Before the link in full. */
  readonly fallback: string;
}
