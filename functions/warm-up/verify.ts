import type { Settings } from '../settings/settings.ts';
import {
  functionsOf,
  type Need,
  type NeedsByChallenge,
  needsOf,
  sharedNeeds,
  type WarmUpWorld,
} from './need.ts';

/** Answers and guesses are counted side by side, so each has a connection. */
const message = ['epoch key', 'pseudonym key', 'ledger', 'ledger beside it'] as const;

const byChallenge: NeedsByChallenge<keyof ReturnType<typeof needs>> = {
  email_otp: message,
  sms_otp: message,
  magic_link: message,
  human_check: ['human check', 'ledger'],
  proof_of_work: ['ledger'],
  external: ['functions', 'ledger'],
  others: ['epoch key', 'ledger'],
};

const needs = (settings: Settings, world: WarmUpWorld) => ({
  ...sharedNeeds(settings, world),
  'human check': humanCheckOf(settings, world),
  functions: functionsOf(
    settings.flow.map(step => step.verifyFunctionArn ?? step.functionArn),
    world,
  ),
});

/** The secret, and a connection to the provider, which is sent nothing of it before somebody answers. */
function humanCheckOf({ challenges }: Settings, { secretText, connectTo }: WarmUpWorld): readonly Need[] {
  const settings = async () =>
    (await import('../challenges/human-check/index.ts')).parseHumanCheck(challenges.human_check);
  return [
    { lasts: false, get: async () => secretText((await settings()).secretArn) },
    { lasts: false, get: async () => connectTo((await settings()).url) },
  ];
}

export function needsOfVerify(settings: Settings, world: WarmUpWorld): readonly Need[] {
  return needsOf(settings, byChallenge, needs(settings, world));
}
