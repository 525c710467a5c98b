/** An entry of the session as it came: nothing in it is trusted before it is checked. */
export type SessionEntry = Readonly<
  Record<'challengeName' | 'challengeResult' | 'challengeMetadata', unknown>
>;

/** Whether an entry says that a challenge of this name was passed: a `true` counts for nothing without its name. */
export function passed(entry: SessionEntry | undefined, name: string): boolean {
  return entry?.challengeName === name && entry.challengeResult === true;
}
