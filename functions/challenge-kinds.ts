/** Shows who the user is. */
const PROOF = true;

/** Only tells people from programs: a flow of checks alone is refused. */
const CHECK = false;

/**
 * The challenges there are, and whether each is a proof: the one table that a challenge is entered in. Its code is in the folder of
 * its name in `challenges/`; `password` has none, since Cognito runs it (SRP). An `external` challenge is what its step
 * declares it to be. Define has the whole table in its bundle, so a line is short.
 */
export const challengeKinds = {
  password: PROOF,
  captcha: CHECK,
  email_otp: PROOF,
  sms_otp: PROOF,
  magic_link: PROOF,
  human_check: CHECK,
  proof_of_work: CHECK,
  external: PROOF,
} as const satisfies Record<string, boolean>;

export type ChallengeName = keyof typeof challengeKinds;

/** The challenges that our create and verify functions run. */
export type CustomChallengeName = Exclude<ChallengeName, 'password'>;

/** The challenges that send a message, and how it goes: what else there is of texts by challenge follows from this. */
export const messageMedia = {
  email_otp: 'EMAIL',
  magic_link: 'EMAIL',
  sms_otp: 'SMS',
} as const satisfies Partial<Record<CustomChallengeName, 'EMAIL' | 'SMS'>>;
