/**
 * What a release's SHA256SUMS says of its archive, as the end of a `source`.
 *
 * @throws Error unless it names one archive
 */
export function archiveOf(sums: string): string {
  const archives = [...sums.matchAll(/^([0-9a-f]{64}) [ *](\S+\.tar\.gz)$/gm)];
  const [, sum, name] = archives[0] ?? [];
  if (archives.length !== 1) throw new Error(`SHA256SUMS names ${archives.length} archives instead of one.`);
  return `${name}?checksum=sha256:${sum}`;
}

/**
 * A configuration with another source of the module, which it calls `sign_in`. A version beside the source goes: archives have none.
 *
 * @throws Error if there is no such call
 */
export function withSource(configuration: string, source: string): string {
  const call = /^(module "sign_in" \{\n\s*)source\s*= "[^"]*"(?:\n\s*version\s*= "[^"]*")?/m;
  if (!call.test(configuration)) throw new Error('main.tf has no module "sign_in" with a source.');
  return configuration.replace(call, (_, before: string) => `${before}source = "${source}"`);
}
