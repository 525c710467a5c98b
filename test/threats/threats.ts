import { readFileSync } from 'node:fs';

/** A row of the threat table in SECURITY.md. */
export interface Threat {
  readonly threat: string;
  readonly stop: string;
  /** Titles of the tests that show it, or distinct parts of them, by file from the repository's root. */
  readonly tests: Readonly<Record<string, readonly string[]>>;
}

/** Threats by heading. */
export type Threats = Readonly<Record<string, readonly Threat[]>>;

/** What SECURITY.md and docs/threat-tests.md say of threats, and the tests that hold them to it. */
export const threats: Threats = JSON.parse(readFileSync(new URL('threats.json', import.meta.url), 'utf8'));

/**
 * Tests that are named and are not in their files.
 *
 * @param read the source of a file from the repository's root; undefined where there is no such file
 */
export function missingTests(threats: Threats, read: (file: string) => string | undefined): string[] {
  return Object.values(threats)
    .flat()
    .flatMap(({ tests }) => Object.entries(tests))
    .flatMap(([file, titles]) => {
      const source = read(file) ?? '';
      return titles.filter(title => !source.includes(title)).map(title => `${file}: ${title}`);
    });
}
