/** Strings by name, as Cognito passes parameters. */
export type Parameters = Readonly<Record<string, string>>;

/** A map of strings, like parameters; undefined for anything else. */
export function readStrings(value: unknown): Parameters | undefined {
  if (!isRecord(value) || !Object.values(value).every(entry => typeof entry === 'string')) return undefined;
  return value as Parameters;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
