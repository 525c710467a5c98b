import type { Settings } from '../settings/settings.ts';
import type { Challenge, ChallengeMaker, World } from './challenge.ts';

/** The folder of a challenge, in which `index.ts` gives its maker by default: `email-otp` of `email_otp`. */
export const folderOf = (name: string): string => name.replaceAll('_', '-');

/**
 * Its code, loaded when a flow uses it: what is not in the flow costs nothing at a cold start. esbuild takes the template for
 * a pattern, and bundles each folder that there is (https://esbuild.github.io/api/#glob).
 */
export async function loadMaker(name: string): Promise<ChallengeMaker> {
  return (await import(`./${folderOf(name)}/index.ts`)).default;
}

export type Challenges = ReadonlyMap<string, Challenge>;

/** Makes the challenges that the flow uses. The password is Cognito's. @throws SettingsError */
export async function loadChallenges(settings: Settings, world: World): Promise<Challenges> {
  const names = new Set<string>(settings.flow.flatMap(step => step.challenges));
  names.delete('password');
  const loaded = [...names].map(async name => {
    const make = await loadMaker(name);
    return [name, make(settings.challenges[name] ?? {}, world)] as const;
  });
  return new Map(await Promise.all(loaded));
}
