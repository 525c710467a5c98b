/** Takes out of a record whatever belongs to an account, a user or a sign-in, and leaves the shapes. */

import { isObject, type Json } from '../json.ts';
import { fields, patterns } from './sensitive.ts';

/** Values that are known to be somebody's, by what stands instead: `account`, `run`, `secret key`. */
export type Identity = Readonly<Record<string, string>>;

/** @throws Error where a value of `identity`, or of a field that is secret, would be left: nothing is written then */
export function redact<Value>(value: Value, identity: Identity): Value {
  const plain: Json = JSON.parse(JSON.stringify(value));
  const known = [
    ...Object.entries(identity).map(([label, text]) => [text, `<${label}>`] as const),
    ...learnt(plain),
  ];
  const longestFirst = known.flatMap(everyForm).sort(([a], [b]) => b.length - a.length);
  const redacted = rewrite(plain, longestFirst);
  const whole = JSON.stringify(redacted);
  const left = longestFirst.find(([text]) => whole.includes(text));
  if (left) throw new Error(`The record would still hold ${left[1]}: it is not written.`);
  return redacted as Value;
}

/** Below, a text may stand in a sentence by chance; its own field is redacted all the same. */
const LEAST_CHARACTERS = 8;

/** The values of secret and naming fields, which are then found in other fields and in texts too. */
function learnt(value: Json): readonly Known[] {
  const known = new Map<string, string>();
  const counts = new Map<string, number>();
  visit(value, (key, text) => {
    if (known.has(text) || text.length < LEAST_CHARACTERS) return;
    if (fields.lengthTold.has(key)) known.set(text, lengthOf(key, text));
    if (fields.numbered.has(key)) {
      const kind = kindOf(key);
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      known.set(text, `<${kind} ${counts.get(kind)}>`);
    }
  });
  return [...known];
}

type Known = readonly [text: string, label: string];

const lengthOf = (key: string, text: string) => `<${key}: ${text.length} characters>`;

/** As it is, and as it would stand in a URL or in JSON. */
function everyForm([text, label]: Known): readonly Known[] {
  const forms = [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1)];
  return [...new Set(forms)].map(form => [form, label]);
}

function visit(value: Json, learn: (key: string, text: string) => void, key = ''): void {
  if (typeof value === 'string') learn(key, value);
  else if (Array.isArray(value)) for (const item of value) visit(item, learn, key);
  else if (isObject(value)) {
    // `{ Name: 'email', Value: '…' }`, as Cognito lists attributes.
    if (typeof value.Name === 'string' && typeof value.Value === 'string') learn(value.Name, value.Value);
    for (const [name, member] of Object.entries(value)) visit(member, learn, name);
  }
}

const kindOf = (key: string): string =>
  /pool/i.test(key) ? 'pool' : /client/i.test(key) ? 'client' : /device/i.test(key) ? 'device' : 'user';

function rewrite(value: Json, known: readonly Known[], key = ''): Json {
  if (Array.isArray(value)) return value.map(item => rewrite(item, known, key));
  if (isObject(value)) {
    const members = Object.entries(value).map(([name, member]) => [
      clean(name, known),
      rewrite(member, known, name),
    ]);
    return Object.fromEntries(members);
  }
  if (fields.times.has(key)) return '<time>';
  if (fields.lengthTold.has(key) && typeof value === 'string') return lengthOf(key, value);
  if (fields.numbered.has(key) && typeof value === 'string' && value.length < LEAST_CHARACTERS)
    return `<${kindOf(key)}>`;
  if (typeof value === 'number') return Math.abs(value) >= 1e6 ? '<number>' : value;
  return typeof value === 'string' ? clean(value, known) : value;
}

/** What is known goes first: a pattern might cut it in two. Placeholders are not looked into again. */
function clean(text: string, known: readonly Known[]): string {
  let parts: readonly Part[] = [{ text }];
  for (const [secret, label] of known) parts = replaced(parts, rest => rest.split(secret), label);
  for (const [pattern, label] of patterns) {
    parts = parts.flatMap(part => ('label' in part ? [part] : byPattern(part.text, pattern, label)));
  }
  return parts.map(part => ('label' in part ? part.label : part.text)).join('');
}

type Part = { readonly text: string } | { readonly label: string };

function replaced(parts: readonly Part[], split: (text: string) => string[], label: string): readonly Part[] {
  return parts.flatMap(part => {
    if ('label' in part) return [part];
    return split(part.text).flatMap((text, index): Part[] =>
      index > 0 ? [{ label }, { text }] : [{ text }],
    );
  });
}

function byPattern(text: string, pattern: RegExp, label: string): readonly Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    parts.push({ text: text.slice(from, match.index) }, { label: label.replace('$1', match[1] ?? '') });
    from = match.index + match[0].length;
  }
  return [...parts, { text: text.slice(from) }];
}
