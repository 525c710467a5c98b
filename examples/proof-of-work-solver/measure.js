/** Says how many digests a second one core of this machine makes, and so how long each difficulty takes. */

import { createHash, webcrypto } from 'node:crypto';
import { cpus } from 'node:os';
import { leadingWord } from './search.js';

const PREFIX = 'AAECAwQFBgcICQoLDA0ODw.';
const SECONDS = 2;

/** Digests in a second of processor time, which other programs do not take from. @param {(suffix: string) => unknown} digest */
async function rate(digest) {
  for (let n = 0; n < 5000; n++) await digest(String(n)); // until it is compiled
  const start = process.cpuUsage();
  const seconds = () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  };
  let count = 0;
  while (seconds() < SECONDS) {
    for (let n = 0; n < 500; n++) {
      const result = digest(String(count++));
      if (result instanceof Promise) await result;
    }
  }
  return count / seconds();
}

const encoder = new TextEncoder();
const rates = {
  'search.js, as a browser runs it': await rate(leadingWord(PREFIX)),
  'WebCrypto, one promise a digest': await rate(suffix =>
    webcrypto.subtle.digest('SHA-256', encoder.encode(PREFIX + suffix)),
  ),
  'createHash of Node, as a bot may run it': await rate(suffix =>
    createHash('sha256')
      .update(PREFIX + suffix)
      .digest()
      .readUInt32BE(),
  ),
};

console.log(`Node ${process.versions.node} on ${cpus()[0]?.model.trim()}, one core\n`);
for (const [name, perSecond] of Object.entries(rates))
  console.log(`${name}: ${Math.round(perSecond / 1000).toLocaleString('en')} thousand digests a second`);

const [inPage = 1] = Object.values(rates);
console.log('\ndifficulty   on average   1 in 100 takes longer than');
for (let difficulty = 8; difficulty <= 28; difficulty += 2) {
  const mean = 2 ** difficulty / inPage;
  const cells = [String(difficulty), duration(mean), duration(mean * Math.log(100))];
  console.log(cells.map((cell, column) => cell.padStart(column === 2 ? 16 : 10)).join('   '));
}

/** @param {number} seconds */
function duration(seconds) {
  if (seconds < 1) return `${Number((seconds * 1000).toPrecision(2))} ms`;
  return seconds < 120 ? `${Number(seconds.toPrecision(2))} s` : `${Math.round(seconds / 60)} min`;
}
