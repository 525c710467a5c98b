import { readFileSync } from 'node:fs';

/** What the files of a built module say of where it is. */
export interface Release {
  /**
   * What callers write as `source`: `git::https://…?ref=v1.2.3`, an archive with its checksum, or an address of a registry.
   * Absent where the module is a folder that somebody copies.
   */
  readonly source?: string;
  /** Where pages of the repository are read: `https://…/blob/source-v1.2.3`. Links to them are plain text without it. */
  readonly pages?: string;
}

/** The version of `package.json`: that of the module, its archive and its tag. */
export function currentVersion(): string {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
}

/** `acme/cognito-challenge/aws`, with or without a host: all other sources name their version themselves. */
const REGISTRY = /^(?:[\w.-]+\.[\w-]+(?::\d+)?\/)?[\w-]+\/[\w-]+\/[a-z0-9]+$/;

/** The arguments of a `module` block that name it, as `terraform fmt` has them. */
export function sourceArguments(source: string, version: string): string {
  return REGISTRY.test(source) ? `source  = "${source}"\n  version = "${version}"` : `source = "${source}"`;
}
