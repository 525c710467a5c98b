/** A setting that is wrong: for the operator, who reads it in the log. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** @param at the setting, in Terraform's words @param takes what it takes, such as `a list` */
export function wrong(at: string, takes: string, got: unknown): SettingsError {
  return new SettingsError(`${at} takes ${takes}; got ${JSON.stringify(got)}.`);
}
