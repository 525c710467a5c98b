/** How well one number tells two groups apart. */
export interface Told {
  /** The chance that one of the second group is above one of the first, ties counted half: 0.5 tells nothing. */
  readonly auc: number;
  /** Its standard deviation if the groups were the same, with the ties that there are. */
  readonly sigma: number;
}

/** The area under the ROC curve, by ranks (Mann and Whitney). */
export function aucOf(first: readonly number[], second: readonly number[]): Told {
  const all = [...first.map(value => ({ value, of: 0 })), ...second.map(value => ({ value, of: 1 }))];
  all.sort((a, b) => a.value - b.value);
  const [n, m] = [first.length, second.length];
  let ranks = 0;
  let ties = 0;
  for (let at = 0; at < all.length; ) {
    let end = at;
    while (end < all.length && all[end]?.value === all[at]?.value) end++;
    const rank = (at + end + 1) / 2;
    ranks += rank * all.slice(at, end).filter(({ of }) => of === 1).length;
    ties += (end - at) ** 3 - (end - at);
    at = end;
  }
  const auc = (ranks - (m * (m + 1)) / 2) / (n * m);
  const size = n + m;
  const variance = (size + 1 - ties / (size * (size - 1))) / (12 * n * m);
  return { auc, sigma: Math.sqrt(Math.max(0, variance)) };
}

/**
 * The same for texts: how likely each is in either group is learned from one half of the samples, and tried on the other,
 * so that what is learned by chance tells nothing.
 */
export function textAucOf(first: readonly string[], second: readonly string[]): Told {
  const half = (list: readonly string[], odd: number) => list.filter((_, index) => index % 2 === odd);
  const count = (list: readonly string[]) => {
    const counts = new Map<string, number>();
    for (const text of list) counts.set(text, (counts.get(text) ?? 0) + 1);
    return counts;
  };
  const learned = [count(half(first, 0)), count(half(second, 0))] as const;
  const score = (text: string) =>
    Math.log(((learned[1].get(text) ?? 0) + 0.5) / ((learned[0].get(text) ?? 0) + 0.5));
  return aucOf(half(first, 1).map(score), half(second, 1).map(score));
}

/** Standard deviations from 0.5 that chance reaches once in a thousand such comparisons of `count` things. */
export const mostByChance = (count: number) => quantile(1 - 0.001 / (2 * count));

/** The least AUC that `n` samples a side show nine times in ten, if chance may pass for a difference as above. */
export function leastShown(n: number, count: number): number {
  return 0.5 + (mostByChance(count) + quantile(0.9)) * Math.sqrt((2 * n + 1) / (12 * n * n));
}

/** Of the normal distribution, by bisection over its integral (Abramowitz and Stegun, 26.2.17). */
function quantile(p: number): number {
  let [low, high] = [-9, 9];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (cumulative(middle) < p) low = middle;
    else high = middle;
  }
  return low;
}

function cumulative(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
  return z < 0 ? tail : 1 - tail;
}
