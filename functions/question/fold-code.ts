/**
 * A typed code in the form that it is compared in. People copy codes with spaces and hyphens, and with marks that
 * cannot be seen; phones type full-width digits and those of the user's own script.
 */
export function foldCode(given: string): string {
  return given
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\p{Pd}\u2212]/gu, '')
    .replace(/\p{Nd}/gu, toAsciiDigit)
    .toUpperCase();
}

/** Unicode keeps every script's digits in runs of ten, zero first (Unicode Standard, 4.6); some runs are neighbours. */
function toAsciiDigit(digit: string): string {
  const codePoint = digit.codePointAt(0) ?? 0;
  let first = codePoint;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return String((codePoint - first) % 10);
}
