/**
 * The challenges there are. A *proof* shows who the user is; a *check* only tells people from programs, so a flow of
 * checks alone is refused. The code of each is in `challenges/table.ts`; `password` has none, since Cognito runs it (SRP).
 * An `external` challenge is what its step declares it to be.
 */
export const challengeKinds = {
  password: 'proof',
  captcha: 'check',
  email_otp: 'proof',
  sms_otp: 'proof',
  magic_link: 'proof',
  human_check: 'check',
  proof_of_work: 'check',
  external: 'proof',
} as const satisfies Record<string, 'proof' | 'check'>;

export type ChallengeName = keyof typeof challengeKinds;

/** The challenges that our create and verify functions run. */
export type CustomChallengeName = Exclude<ChallengeName, 'password'>;
