import type { CustomChallengeName } from '../challenge-kinds.ts';
import type { Settings } from '../settings/settings.ts';
import type { Challenge, ChallengeMaker, World } from './challenge.ts';

/** Name → code. Loaded when a flow uses it, so what is not in the flow costs nothing at a cold start. */
const table: Readonly<Record<CustomChallengeName, () => Promise<ChallengeMaker>>> = {
  captcha: async () => (await import('./captcha/index.ts')).captcha,
  email_otp: async () => (await import('./email-otp/index.ts')).emailOtp,
  sms_otp: async () => (await import('./sms-otp/index.ts')).smsOtp,
  magic_link: async () => (await import('./magic-link/index.ts')).magicLink,
  human_check: async () => (await import('./human-check/index.ts')).humanCheck,
  proof_of_work: async () => (await import('./proof-of-work/index.ts')).proofOfWork,
  external: async () => (await import('./external/index.ts')).external,
};

export type Challenges = ReadonlyMap<string, Challenge>;

/** Makes the challenges that the flow uses. @throws SettingsError */
export async function loadChallenges(settings: Settings, world: World): Promise<Challenges> {
  const names = new Set(settings.flow.flatMap(step => step.challenges).filter(isCustom));
  const loaded = [...names].map(async name => {
    const make = await table[name]();
    return [name, make(settings.challenges[name] ?? {}, world)] as const;
  });
  return new Map(await Promise.all(loaded));
}

function isCustom(name: string): name is CustomChallengeName {
  return Object.hasOwn(table, name);
}
