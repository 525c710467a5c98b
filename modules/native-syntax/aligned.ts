/** `name = value`. */
export interface Pair {
  readonly name: string;
  readonly text: string;
}

/** Pairs below each other, as `terraform fmt` aligns them: what is on one line with its neighbours that are. */
export function aligned(pairs: readonly Pair[], indent: string): string {
  const isOneLine = (at: number) => {
    const text = pairs[at]?.text;
    return text !== undefined && (!text.includes('\n') || text.startsWith('<<'));
  };
  const width = (at: number) => {
    let [first, last] = [at, at];
    while (isOneLine(first - 1)) first--;
    while (isOneLine(last + 1)) last++;
    return Math.max(...pairs.slice(first, last + 1).map(({ name }) => name.length));
  };
  return pairs
    .map(({ name, text }, at) => `${indent}${isOneLine(at) ? name.padEnd(width(at)) : name} = ${text}`)
    .join('\n');
}
