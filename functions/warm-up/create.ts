import type { Settings } from '../settings/settings.ts';
import {
  functionsOf,
  type Need,
  type NeedsByChallenge,
  needsOf,
  sharedNeeds,
  type WarmUpWorld,
} from './need.ts';

/** Two writes go side by side, so each has a connection. The epoch key is the trace's. */
const message = ['epoch key', 'pseudonym key', 'ledger', 'ledger beside it', 'functions'] as const;

const byChallenge: NeedsByChallenge<keyof ReturnType<typeof needs>> = {
  captcha: ['epoch key', 'picture'],
  email_otp: message,
  sms_otp: message,
  magic_link: message,
  human_check: [],
  proof_of_work: [],
  external: ['functions'],
  others: ['epoch key'],
};

const needs = (settings: Settings, world: WarmUpWorld) => ({
  ...sharedNeeds(settings, world),
  picture: [{ lasts: true, get: drawTwo }],
  functions: functionsOf(
    [settings.delivery?.functionArn, ...settings.flow.map(step => step.functionArn)],
    world,
  ),
});

/** For nobody: the first takes ten times as long as those that follow, and during the second what was slow is compiled. */
async function drawTwo(): Promise<void> {
  const { draw } = await import('../challenges/captcha/index.ts');
  for (const letters of ['ACEHJK', 'LMNPRT']) draw(letters);
}

export function needsOfCreate(settings: Settings, world: WarmUpWorld): readonly Need[] {
  return needsOf(settings, byChallenge, needs(settings, world));
}
