const names = new WeakMap<object, string>();
const numbers = new Map<string, string>();

/**
 * A short name for what an object holds, in the order in which it holds it; worked out once an object, since states
 * share most of theirs.
 */
export function nameOf(value: object): string {
  const known = names.get(value);
  if (known !== undefined) return known;
  const text = JSON.stringify(value);
  const name = numbers.get(text) ?? String(numbers.size);
  numbers.set(text, name);
  names.set(value, name);
  return name;
}
