import { readFileSync } from 'node:fs';
import type { Plan } from './plan.ts';
import { signInCalls } from './sign-in-calls.ts';

/** An object's attributes by name; under `*`, what a list or a map is of. Null for what has no attributes. */
type Names = { readonly [name: string]: Names | null };

/** Of the module's inputs. Written by `npm run docs` of its project; take the file of the version that you use. */
const inputs: Names = JSON.parse(readFileSync(new URL('attributes.json', import.meta.url), 'utf8'));

/**
 * Attributes that the module does not have, where a plan calls it. It refuses them itself: this is for the versions that
 * did not, whose types dropped them without a word. A plan keeps what is written out, and of what refers to something
 * the references only.
 *
 * @returns a line for each, which begins with where it stands
 */
export function misspelt(plan: Plan): string[] {
  return signInCalls(plan).flatMap(([address, { expressions = {} }]) =>
    Object.entries(expressions).flatMap(([input, { constant_value: value }]) =>
      strays(value, inputs[input], `${address}.${input}`),
    ),
  );
}

function strays(value: unknown, names: Names | null | undefined, at: string): string[] {
  if (!names || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (names['*'])
      return strays(inner, names['*'], Array.isArray(value) ? `${at}[${key}]` : `${at}["${key}"]`);
    if (Object.hasOwn(names, key)) return strays(inner, names[key], `${at}.${key}`);
    return [`${at}: there is no attribute ${key}. Did you mean ${nearest(key, Object.keys(names))}?`];
  });
}

/** The name that takes the fewest letters to add, drop or change. */
function nearest(name: string, known: readonly string[]): string {
  const [best = ''] = [...known].sort((a, b) => distance(name, a) - distance(name, b));
  return best;
}

/** Levenshtein's. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const [above = 0, left = 0, corner = 0] = [row[j + 1], next[j], row[j]];
      next.push(Math.min(above + 1, left + 1, corner + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
