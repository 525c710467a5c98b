/**
 * A user's name for a text. It may have been chosen to make our mail carry a link: so only letters are left, and what
 * stands between them in names; no dot and no slash, of which mail clients make addresses.
 */
export function plainName(name: string): string {
  const letters = name.normalize('NFC').replace(/[^\p{L}\p{M}'’ -]+/gu, ' ');
  return [...letters.replace(/ +/g, ' ').trim()].slice(0, 40).join('').trim();
}
