import { SettingsError } from './settings-error.ts';

/** What `CHALLENGE_SETTINGS` says; an object, if Terraform wrote it. @throws SettingsError */
export function readJson(json: string | undefined): unknown {
  if (!json) {
    throw new SettingsError('CHALLENGE_SETTINGS is not set: deploy with the module.');
  }
  try {
    return JSON.parse(json);
  } catch {
    throw new SettingsError('CHALLENGE_SETTINGS is not JSON.');
  }
}
