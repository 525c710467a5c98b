import { sendersPlaces } from '../delivery/senders.ts';
import type { MessageSettings } from '../delivery/settings.ts';
import { minutesInWords } from '../delivery/texts/render.ts';
import type { Settings } from '../settings/settings.ts';
import {
  connectionTo,
  type Need,
  type NeedsByChallenge,
  needsOf,
  sharedNeeds,
  type WarmUpWorld,
} from './need.ts';

export interface DeliverSettings {
  readonly settings: Settings;
  readonly rules: MessageSettings;
}

const message = ['start', 'words', 'epoch key', 'pseudonym key', 'ledger'] as const;

const byChallenge: NeedsByChallenge<keyof ReturnType<typeof needs>> = {
  email_otp: [...message, 'EMAIL'],
  sms_otp: [...message, 'SMS'],
  magic_link: [...message, 'EMAIL'],
  /** They send nothing. */
  others: [],
};

function needs({ settings, rules }: DeliverSettings, start: () => Promise<unknown>, world: WarmUpWorld) {
  const places = sendersPlaces(rules);
  const connection = (medium: keyof typeof places) => {
    const place = places[medium];
    return place ? [connectionTo(place, world)] : [];
  };
  return {
    ...sharedNeeds(settings, world),
    start: [{ lasts: true, get: start }],
    words: [{ lasts: true, get: () => minutesInWords('1', rules.defaultLocale) }],
    EMAIL: connection('EMAIL'),
    SMS: connection('SMS'),
  };
}

export function needsOfDeliver(
  given: DeliverSettings,
  start: () => Promise<unknown>,
  world: WarmUpWorld,
): readonly Need[] {
  return needsOf(given.settings, byChallenge, needs(given, start, world));
}
