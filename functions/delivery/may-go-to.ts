import type { Message } from '../challenges/challenge.ts';

/** Where text messages may go, by how numbers begin: in one of `within`, and in none of `except`. */
export interface Prefixes {
  readonly within: readonly string[];
  readonly except: readonly string[];
}

/**
 * Whether a message may be sent there. Text messages go only to the operator's countries: somebody who is paid for messages to
 * expensive numbers would otherwise sign in with thousands of them (SMS pumping). The address is one that a user chose,
 * so it must be one, and not a list of them or a header.
 *
 * @param prefixes such as `+49`; undefined where the operator's own sender decides
 */
export function mayGoTo(medium: Message['medium'], address: string, prefixes?: Prefixes): boolean {
  if (medium === 'EMAIL') return isOneAddress(address);
  const isE164 = /^\+[1-9]\d{6,14}$/.test(address);
  const isIn = (list: readonly string[]) => list.some(prefix => address.startsWith(prefix));
  return isE164 && (!prefixes || (isIn(prefixes.within) && !isIn(prefixes.except)));
}

/** Characters with a special meaning in a header (RFC 5322, 3.2.3: specials), spaces, invisible characters, and non-letters. */
const PLAIN = /^[^\s@()<>[\],;:"\\\p{C}]+$/u;

/** RFC 2047. Some mail systems decode it in addresses too, into whatever it hides. */
const ENCODED_WORD = /=\?/;

/**
 * Whether a text is one address, in any form that a mail system may read it in: full-width signs count as the signs
 * that they are folded to. Quoted local parts, comments and literal domains are refused; hardly anybody has one.
 */
function isOneAddress(text: string): boolean {
  return [text, text.normalize('NFKC')].every(form => {
    const [local = '', domain = '', ...more] = form.split('@');
    const arePlain = PLAIN.test(local) && PLAIN.test(domain) && !ENCODED_WORD.test(form);
    return more.length === 0 && arePlain && local.length <= 64 && domain.length <= 255;
  });
}
