import type { Challenge } from './challenge.ts';
import type { CustomChallengeName } from './kinds.ts';

/** Name → code. Loaded when a flow uses it, so what is not in the flow costs nothing at a cold start. */
export const challenges: Readonly<Record<CustomChallengeName, () => Promise<Challenge>>> = {
  captcha: async () => (await import('./captcha.ts')).captcha,
};
