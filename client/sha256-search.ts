/** Tries `count` numbers from `from` on, each `step` after the one before. @returns the suffix; undefined if none was right */
export type Search = (from: number, step: number, count: number) => string | undefined;

/**
 * Looks for a suffix for which SHA-256 (FIPS 180-4) of prefix + suffix begins with `difficulty` zero bits, up to 32.
 *
 * SHA-256 is written out because WebCrypto's `digest` takes a promise for each call, which for texts this short is many
 * times slower. All of it is inside this function, whose text is what a worker runs.
 */
export function searcher(prefix: string, difficulty: number): Search {
  const primes: number[] = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every(prime => n % prime !== 0)) primes.push(n);
  const bitsOf = (root: number) => ((root - Math.floor(root)) * 2 ** 32) | 0;
  const initial = Int32Array.from(primes.slice(0, 8), prime => bitsOf(Math.sqrt(prime)));
  const k = Int32Array.from(primes, prime => bitsOf(Math.cbrt(prime)));
  const w = new Int32Array(64);
  const s = new Int32Array(8);

  /** Mixes the 64 bytes from an offset on into the state. */
  const compress = (state: Int32Array, view: DataView, offset: number) => {
    for (let t = 0; t < 16; t++) w[t] = view.getInt32(offset + t * 4);
    for (let t = 16; t < 64; t++) {
      const a = w[t - 15] as number;
      const b = w[t - 2] as number;
      const s0 = ((a >>> 7) | (a << 25)) ^ ((a >>> 18) | (a << 14)) ^ (a >>> 3);
      const s1 = ((b >>> 17) | (b << 15)) ^ ((b >>> 19) | (b << 13)) ^ (b >>> 10);
      w[t] = ((w[t - 16] as number) + s0 + (w[t - 7] as number) + s1) | 0;
    }
    let [a, b, c, d, e, f, g, h] = state as unknown as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    for (let t = 0; t < 64; t++) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (k[t] as number) + (w[t] as number)) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    const mixed = [a, b, c, d, e, f, g, h];
    for (let at = 0; at < 8; at++) state[at] = ((state[at] as number) + (mixed[at] as number)) | 0;
  };

  const head = new TextEncoder().encode(prefix);
  const whole = head.length - (head.length % 64);
  // Whole blocks of the prefix are the same for each suffix.
  for (let at = 0; at < whole; at += 64) compress(initial, new DataView(head.buffer), at);
  const tail = new Uint8Array(192);
  const view = new DataView(tail.buffer);
  tail.set(head.subarray(whole));

  const firstWord = (suffix: string) => {
    let length = head.length - whole;
    for (let at = 0; at < suffix.length; at++) tail[length++] = suffix.charCodeAt(at);
    const end = Math.ceil((length + 9) / 64) * 64;
    tail.fill(0, length, end);
    tail[length] = 0x80;
    view.setUint32(end - 4, (whole + length) * 8);
    s.set(initial);
    for (let at = 0; at < end; at += 64) compress(s, view, at);
    return s[0] as number;
  };

  return (from, step, count) => {
    for (let n = from; count-- > 0; n += step)
      if (Math.clz32(firstWord(String(n))) >= difficulty) return String(n);
    return undefined;
  };
}
