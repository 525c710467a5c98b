/** How much of a part is done: `short` within seconds, for `npm test`; `long` by hand. */
export type Size = 'short' | 'long';

/** Tells the person who waits what is done, and how far it is. */
export type Log = (line: string) => void;

/** Something that an attacker may try, or that may go wrong, over and over. */
export interface Part {
  readonly name: string;
  /** What is tried, in one line. */
  readonly what: string;
  readonly run: (log: Log, size: Size) => Promise<Outcome>;
}

export interface Outcome {
  /** What was tried, counted: `sessions` → 3,900,000. They stand in the summary. */
  readonly figures: Readonly<Record<string, number | string>>;
  /** What succeeded that must not, each in one line. Nothing, when all is well. */
  readonly succeeded: readonly string[];
}

/** Keeps the first of many findings, and how many there were. */
export function findings(most = 20) {
  const first: string[] = [];
  let count = 0;
  return {
    add: (finding: string): void => {
      count++;
      if (first.length < most) first.push(finding);
    },
    list: (): readonly string[] => (count > most ? [...first, `… ${count} in all`] : first),
  };
}
