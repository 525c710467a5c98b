import { disguises } from '../test/support/disguises.ts';

/** Somewhere that somebody can read. */
export interface Place {
  readonly name: string;
  readonly text: string;
}

/** What must stand in no such place, by what it is. */
export type Hidden = ReadonlyMap<string, string>;

/** Looks for each of them in each place, in every form. @returns what stands where, and how often it was looked */
export function search(hidden: Hidden, places: readonly Place[]): { found: string[]; searches: number } {
  const found: string[] = [];
  let searches = 0;
  for (const [what, secret] of hidden) {
    const forms = formsOf(secret);
    for (const { name, text } of places) {
      searches += forms.length;
      if (forms.some(form => text.includes(form))) found.push(`${what} stands in ${name}`);
    }
  }
  return { found, searches };
}

/** Plain, reversed, in base64 and hex, url-encoded, hashed; of a key of bytes, its bytes. */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, 'base64');
  const ofBytes = [bytes.toString('hex'), bytes.toString('base64url')];
  return [...new Set([...disguises(secret), ...(bytes.length === 32 ? ofBytes : [])])];
}
