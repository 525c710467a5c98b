import type { CustomChallengeName } from '../challenge-kinds.ts';
import { list, object, optional, text, type Values, whole } from '../settings/declare.ts';
import { readJson } from '../settings/read-json.ts';

/** What the function knows of the sign-in: its own settings, which the module makes of the same inputs. */
const declared = object({
  keyId: text(),
  userPoolId: text(),
  /** App clients of the module. */
  clientIds: list(text()),
  /** Absent without a ledger. */
  ledgerTable: optional(text()),
  /** Log groups of the functions that write of sign-ins. */
  logGroups: list(text()),
  flow: list(object({ name: text(), challenges: list(text(), 1), lifetime_seconds: whole(30, 900) }), 1),
});

export type SupportSettings = Values<(typeof declared)['attributes']>;

/** @throws SettingsError */
export const parseSupportSettings = (json: string | undefined): SupportSettings =>
  declared.read(readJson(json), '');

/** Challenges with an answer that is derived from the hour's key. */
const DERIVED: readonly string[] = [
  'captcha',
  'email_otp',
  'sms_otp',
  'magic_link',
] satisfies readonly CustomChallengeName[];

/** Where create has no use for the hour's key, it makes traces at random. */
export const hasTraces = (flow: readonly Pick<SupportSettings['flow'][number], 'challenges'>[]) =>
  flow.some(({ challenges }) => challenges.some(name => DERIVED.includes(name)));
