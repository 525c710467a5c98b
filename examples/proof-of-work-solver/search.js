/**
 * Finds a suffix for which SHA-256 of prefix + suffix begins with `difficulty` zero bits.
 *
 * SHA-256 is written out here because WebCrypto's `digest` takes a promise for each call: for texts this short that is
 * many times slower (`node measure.js` says how many). The algorithm is FIPS 180-4.
 */

/**
 * @param {string} prefix
 * @param {number} difficulty zero bits, up to 32
 * @param {number} [start] the first number to try; with `step`, several workers share the numbers
 * @param {number} [step]
 * @returns {string} the suffix: a number in decimal digits
 */
export function search(prefix, difficulty, start = 0, step = 1) {
  const first = leadingWord(prefix);
  for (let n = start; ; n += step) if (Math.clz32(first(String(n))) >= difficulty) return String(n);
}

/** The first 32 bits of the digest of prefix + suffix, as a function of the suffix (ASCII). */
export function leadingWord(prefix) {
  const head = new TextEncoder().encode(prefix);
  const whole = head.length - (head.length % 64);
  // Whole blocks of the prefix are the same for each suffix.
  const state = INITIAL.slice();
  for (let at = 0; at < whole; at += 64) compress(state, head, at);
  const rest = head.subarray(whole);
  const tail = new Uint8Array(256);
  const view = new DataView(tail.buffer);
  const digest = new Int32Array(8);
  tail.set(rest);
  return suffix => {
    let length = rest.length;
    for (let at = 0; at < suffix.length; at++) tail[length++] = suffix.charCodeAt(at);
    const blocks = Math.ceil((length + 9) / 64);
    tail.fill(0, length, blocks * 64);
    tail[length] = 0x80;
    view.setUint32(blocks * 64 - 4, (whole + length) * 8);
    digest.set(state);
    for (let block = 0; block < blocks; block++) compress(digest, tail, block * 64);
    return digest[0];
  };
}

/** The fractional parts of the square and cube roots of the first primes, 32 bits each. */
const primes = [];
for (let n = 2; primes.length < 64; n++) if (primes.every(prime => n % prime !== 0)) primes.push(n);
const bitsOf = root => ((root - Math.floor(root)) * 2 ** 32) | 0;
const INITIAL = Int32Array.from(primes.slice(0, 8), prime => bitsOf(Math.sqrt(prime)));
const K = Int32Array.from(primes, prime => bitsOf(Math.cbrt(prime)));
const W = new Int32Array(64);

/** Mixes the 64 bytes from an offset on into the state. */
function compress(state, bytes, offset) {
  for (let t = 0; t < 16; t++) {
    const at = offset + t * 4;
    W[t] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
  }
  for (let t = 16; t < 64; t++) {
    const w15 = W[t - 15];
    const w2 = W[t - 2];
    const s0 = ((w15 >>> 7) | (w15 << 25)) ^ ((w15 >>> 18) | (w15 << 14)) ^ (w15 >>> 3);
    const s1 = ((w2 >>> 17) | (w2 << 15)) ^ ((w2 >>> 19) | (w2 << 13)) ^ (w2 >>> 10);
    W[t] = (W[t - 16] + s0 + W[t - 7] + s1) | 0;
  }
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  let e = state[4];
  let f = state[5];
  let g = state[6];
  let h = state[7];
  for (let t = 0; t < 64; t++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[t] + W[t]) | 0;
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
  state[0] = (state[0] + a) | 0;
  state[1] = (state[1] + b) | 0;
  state[2] = (state[2] + c) | 0;
  state[3] = (state[3] + d) | 0;
  state[4] = (state[4] + e) | 0;
  state[5] = (state[5] + f) | 0;
  state[6] = (state[6] + g) | 0;
  state[7] = (state[7] + h) | 0;
}
