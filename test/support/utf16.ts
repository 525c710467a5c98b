import fc from 'fast-check';

/** Any text that JavaScript can hold, halves of surrogate pairs too. */
export function utf16(lengths: { minLength?: number; maxLength?: number } = {}): fc.Arbitrary<string> {
  return fc.array(fc.nat(0xffff), lengths).map(units => String.fromCharCode(...units));
}
