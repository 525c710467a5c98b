/** The known name that is most like another; undefined where none is. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const wanted = pairs(name);
  const likeness = (other: string) => {
    const shared = [...pairs(other)].filter(pair => wanted.has(pair)).length;
    return (2 * shared) / (name.length + other.length + 2);
  };
  const [best] = known
    .map(other => ({ other, like: likeness(other) }))
    .filter(({ like }) => like >= 0.4)
    .sort((a, b) => b.like - a.like);
  return best?.other;
}

/** Neighbouring letters, the ends included. */
function pairs(name: string): Set<string> {
  const text = ` ${name.toLowerCase()} `;
  return new Set(Array.from({ length: name.length + 1 }, (_, index) => text.slice(index, index + 2)));
}
