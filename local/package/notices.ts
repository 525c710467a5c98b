import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Licences that a bundle may carry with their text. */
const ALLOWED = /^(Apache-2\.0|MIT|ISC|0BSD|BSD-[23]-Clause|\(MIT OR [\w. -]+\))$/;

/**
 * The licences of what was bundled, each with its text.
 *
 * @param files that went into the bundle, from the repository's root
 * @throws Error for a package under a licence that nobody has looked at
 */
export function notices(files: readonly string[], root: string): string {
  const folders = new Set(files.flatMap(file => packageFolder(file) ?? []));
  const sections = [...folders].sort().map(folder => notice(join(root, folder)));
  return `cognito-challenge-local contains these packages.\n\n${sections.join('\n\n')}\n`;
}

/** `node_modules/a/node_modules/@b/c/lib/x.js` is of `node_modules/a/node_modules/@b/c`. */
const packageFolder = (file: string): string | undefined =>
  /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0];

function notice(folder: string): string {
  const { name, version, license: given } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  // Old packages say it in an object.
  const license: string = given?.type ?? given;
  if (!ALLOWED.test(license))
    throw new Error(
      `${name} ${version} has the licence ${license}: look at it before it goes into the package.`,
    );
  const texts = readdirSync(folder).filter(file => /^(licen[cs]e|notice|copying)/i.test(file));
  const text = texts.map(file => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n');
  return `${'-'.repeat(80)}\n${name} ${version}, ${license}\n\n${text}`.trimEnd();
}
