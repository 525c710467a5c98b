import { randomBytes } from 'node:crypto';

/** A number between two others, each as likely. */
export type Between = (low: number, high: number) => number;

/** Randomness for noise, from the system's generator: a seedable one could be run backwards from the picture. */
export function randomBetween(): Between {
  let pool = Buffer.alloc(0);
  return (low, high) => {
    if (pool.length < 2) pool = randomBytes(1024);
    const drawn = pool.readUInt16BE() / 0xffff;
    pool = pool.subarray(2);
    return low + (high - low) * drawn;
  };
}

/** One of a list, each as likely. */
export function oneOf<Item>(between: Between, list: readonly [Item, ...Item[]]): Item {
  return list[Math.floor(between(0, list.length - 0.001))] ?? list[0];
}
