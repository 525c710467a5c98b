/**
 * What a page shows of a sign-in: one state at a time. Pages, the React hook and the custom element render this and
 * nothing else; a transport (Amplify 6, amazon-cognito-identity-js, AWS SDK v3) only carries answers.
 */

/** A choice in a step with `any_of`: a challenge that may be asked instead of this one. */
export type ChallengeName =
  | 'captcha'
  | 'email_otp'
  | 'sms_otp'
  | 'magic_link'
  | 'human_check'
  | 'proof_of_work'
  | 'external';

export interface Captcha {
  readonly name: 'captcha';
  /** `data:image/png;base64,…` */
  readonly imageUrl: string;
}

/** A code that was sent, by e-mail or as a text message. */
export interface Code {
  readonly name: 'email_otp' | 'sms_otp';
  readonly medium: 'EMAIL' | 'SMS';
  /** Masked: `c***@e***`, `+*******0321`. */
  readonly destination: string;
  readonly length: number;
  readonly alphabet: 'digits' | 'letters';
}

export interface Link {
  readonly name: 'magic_link';
  readonly medium: 'EMAIL' | 'SMS';
  readonly destination: string;
  /** The token of a link that answers this question begins with it. */
  readonly question: string;
}

export interface HumanCheck {
  readonly name: 'human_check';
  readonly provider: 'turnstile' | 'hcaptcha' | 'recaptcha_v2' | 'recaptcha_v3';
  readonly siteKey: string;
  readonly action: string;
}

/** Solved by the kit itself, in a worker. */
export interface ProofOfWork {
  readonly name: 'proof_of_work';
  readonly prefix: string;
  /** Zero bits. */
  readonly difficulty: number;
}

/** A challenge of your own, or of a newer server than this kit. */
export interface External {
  readonly name: 'external';
  /** As the server names it: `external`, or the name of a challenge that this kit does not know. */
  readonly challenge: string;
  /** All of the public parameters, as they came. */
  readonly parameters: Readonly<Record<string, string>>;
}

export type Challenge = Captcha | Code | Link | HumanCheck | ProofOfWork | External;

/** Why the question is asked again, or why nothing was sent. */
export type Problem = 'WRONG_ANSWER' | 'EXPIRED' | 'SEND_LIMIT';

export interface ChallengeState {
  readonly at: 'challenge';
  readonly challenge: Challenge;
  /** From 1. */
  readonly step: number;
  readonly steps: number;
  readonly attemptsRemaining: number;
  /** By the server's clock. Infinity where it does not say: a create function of your own. */
  readonly expiresAtMs: number;
  /** Until `expiresAtMs`, by the kit's clock; 0 when it is over. A device's clock may be wrong: let people answer. */
  readonly secondsLeft: number;
  /** Until the message may be asked for again: 0 when it may; undefined where nothing is sent. */
  readonly resendInSeconds?: number;
  /** What else may be asked in this step, with `choose`. Empty where there is no choice. */
  readonly alternatives: readonly string[];
  readonly problem?: Problem;
  /** An answer, a resend or a choice is on its way: the question stays visible. */
  readonly busy: boolean;
}

/** What Cognito itself asks between the password and the flow: a second factor, a new password. */
export interface CognitoChallengeState {
  readonly at: 'cognito-challenge';
  /** Cognito's `ChallengeName`: `SOFTWARE_TOKEN_MFA`, `NEW_PASSWORD_REQUIRED`, … */
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Cognito's error for the answer before, after which the same session takes another. */
  readonly problem?: string;
  readonly busy: boolean;
}

/** A link was opened on this page. It waits for a person (`confirm`): mail scanners open pages and run their scripts too. */
export interface LinkState {
  readonly at: 'link';
  /**
   * What was typed in this browser when the link was asked for. Without it, the link was not asked for here, and may be
   * somebody else's: whose account it is will be asked (`account`).
   */
  readonly username?: string;
}

/**
 * Signed in by a link that was not asked for in this browser. Whoever sent it may want the user to work in *their* account
 * (login CSRF): name the account, show nothing of the app, and wait for `confirm`. `restart` revokes the tokens.
 */
export interface AccountState {
  readonly at: 'account';
  /** In Cognito's words, which nobody can write into a link: a verified address or number, or the user name. */
  readonly account: string;
}

export interface Tokens {
  readonly idToken: string;
  readonly accessToken: string;
  readonly refreshToken?: string;
}

export type State =
  | { readonly at: 'idle' }
  | { readonly at: 'working' }
  | ChallengeState
  | CognitoChallengeState
  | LinkState
  | AccountState
  /** It goes on, or has ended, in another tab of this browser: this one may be closed. */
  | { readonly at: 'elsewhere' }
  /** Tokens are left out where the library keeps them itself and does not give them. */
  | { readonly at: 'signed-in'; readonly tokens?: Tokens }
  /**
   * Wrong too often, expired, or never allowed: Cognito does not say which. `retryable`: starting again may help.
   * `reason` is the name of Cognito's error, for the page: after `UserNotConfirmedException` it confirms the sign-up.
   */
  | { readonly at: 'refused'; readonly retryable: boolean; readonly reason: string }
  /** No answer from Cognito, or one that says nothing of the user: try again later. `reason` is for developers. */
  | { readonly at: 'unavailable'; readonly reason: string };

/** One sign-in at a time. Every method resolves once the state shows its outcome, and never throws for what a user did. */
export interface SignIn {
  readonly state: State;
  /** Called at once, and after every change. @returns ends the subscription */
  subscribe(listener: (state: State) => void): () => void;
  /** @param options.password only where the flow begins with `password` */
  start(options: { readonly username: string; readonly password?: string }): Promise<void>;
  answer(text: string): Promise<void>;
  /**
   * Takes `#username=…&token=…` out of the address bar of a link's page, and waits in `link` for `confirm`. Whether there
   * was a link: if not, nothing changes.
   */
  answerLink(location: { readonly hash: string }): Promise<boolean>;
  /** Yes: to the link that was opened, to the account that it signed in to. */
  confirm(): Promise<void>;
  resend(): Promise<void>;
  choose(alternative: string): Promise<void>;
  /** Forgets the sign-in: back to `idle`. Says no to a link and to an account, whose tokens it revokes. */
  restart(): void;
  /** Stops clock, worker and channels. */
  close(): void;
}
