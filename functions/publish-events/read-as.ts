import type { Setting, ValueOf } from '../settings/declare.ts';
import { SettingsError } from '../settings/settings-error.ts';

/** What was read is not what it should be. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** Reads what is no setting by a declaration. @throws Unreadable without the value, which may be anybody's */
export function readAs<Of extends Setting>(declared: Of, value: unknown, at: string): ValueOf<Of> {
  try {
    return declared.read(value, at) as ValueOf<Of>;
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    throw new Unreadable(error.message.replace(/; got .*$/s, '.'));
  }
}
