import { flag, object, optional, text, type ValueOf } from '../settings/declare.ts';
import { readJson } from '../settings/read-json.ts';

const declared = object({
  /** The module's `name`. */
  name: text(),
  busArn: text(),
  /** Of the pool whose sign-ins these are. */
  userPoolId: text(),
  userChanges: optional(flag(), false),
});

export type EventSettings = ValueOf<typeof declared>;

/** @param json the value of `CHALLENGE_SETTINGS` @throws SettingsError */
export const parseEventSettings = (json: string | undefined): EventSettings =>
  declared.read(readJson(json), '');
