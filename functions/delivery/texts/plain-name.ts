/**
 * A user's name for a text. It may have been chosen to make our mail carry a link: so only letters are left, and what
 * occurs between them in names; no dots or slashes, which mail clients turn into links.
 */
export function plainName(name: string): string {
  const letters = name.normalize('NFC').replace(/[^\p{L}\p{M}'’ -]+/gu, ' ');
  return [...letters.replace(/ +/g, ' ').trim()].slice(0, 40).join('').trim();
}
