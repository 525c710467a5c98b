import type { Message } from '../challenges/challenge.ts';

/**
 * Whether a message may be sent there. Text messages go to the operator's countries only: who is paid for messages to
 * expensive numbers would else sign in with thousands of them (SMS pumping). The address is one that a user chose, so
 * it must be one, and not a list of them or a header.
 *
 * @param countryPrefixes as `+49`; undefined where the operator's own sender decides
 */
export function mayGoTo(
  medium: Message['medium'],
  address: string,
  countryPrefixes?: readonly string[],
): boolean {
  if (medium === 'EMAIL') return /^[^\s@<>,;:"\p{Cc}]{1,64}@[^\s@<>,;:"\p{Cc}]{1,255}$/u.test(address);
  const isE164 = /^\+[1-9]\d{6,14}$/.test(address);
  return isE164 && (countryPrefixes?.some(prefix => address.startsWith(prefix)) ?? true);
}
