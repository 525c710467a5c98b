import { createHash } from 'node:crypto';

/**
 * The section of a version in a changelog as Keep a Changelog has it: the notes of its release.
 *
 * @throws Error where there is none
 */
export function releaseNotes(changelog: string, version: string): { date: string; notes: string } {
  const sections = changelog.split(/^## /m).map(section => /^\[([^\]]+)\] - (\S+)\n(.*)$/s.exec(section));
  const [, , date = '', notes = ''] = sections.find(found => found?.[1] === version) ?? [];
  if (date === '') throw new Error(`CHANGELOG.md has no section "## [${version}] - <date>".`);
  return { date, notes: notes.trim() };
}

/** What `sha256sum --check` takes. @param files content by name */
export function checksums(files: Readonly<Record<string, Uint8Array>>): string {
  return Object.entries(files)
    .map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`)
    .join('');
}

export interface Built {
  readonly name: string;
  readonly version: string;
  readonly archive: Uint8Array;
  /** ISO 8601; of the commit, so that the same sources give the same file. */
  readonly date: string;
}

/**
 * A bill of materials of an archive, of what `npm sbom --sbom-format cyclonedx --omit dev` tells: what the functions' bundles
 * hold beside this project's own code. The development packages build them, and are not in them.
 */
export function billOfMaterials(npmSbom: string, { name, version, archive, date }: Built): string {
  const { serialNumber: _, metadata, ...rest } = JSON.parse(npmSbom);
  const { properties: __, purl: ___, ...component } = metadata.component;
  const hashes = [{ alg: 'SHA-256', content: sha256(archive) }];
  const described = { ...component, name, version, hashes };
  const bom = {
    ...rest,
    metadata: {
      ...metadata,
      timestamp: new Date(date).toISOString(),
      lifecycles: [{ phase: 'build' }],
      component: described,
    },
  };
  return `${JSON.stringify(bom, null, 2)}\n`;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
