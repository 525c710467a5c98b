/**
 * The challenges there are. A *proof* shows who the user is; a *check* only tells people from programs, so a flow
 * of checks alone is refused. The code of each is in `table.ts`; `password` has none, since Cognito runs it (SRP).
 */
export const challengeKinds = {
  password: 'proof',
  captcha: 'check',
} as const satisfies Record<string, 'proof' | 'check'>;

export type ChallengeName = keyof typeof challengeKinds;

/** The challenges that our create and verify functions run. */
export type CustomChallengeName = Exclude<ChallengeName, 'password'>;
