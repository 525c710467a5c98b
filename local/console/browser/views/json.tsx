import { type Child, h } from '../dom/element.ts';
import { Scroll } from './parts.tsx';

const TOKENS = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi;
/** A picture is thousands of characters that nobody reads. */
const LONGEST_TEXT = 400;

/** JSON, with names, texts and numbers told apart. */
export function Json({ json, label }: { json: unknown; label: string }) {
  const text = JSON.stringify(json, shortened, 2) ?? 'nothing';
  return (
    <Scroll name="json" label={label}>
      <pre>{coloured(text)}</pre>
    </Scroll>
  );
}

const shortened = (_name: string, value: unknown): unknown =>
  typeof value === 'string' && value.length > LONGEST_TEXT
    ? `${value.slice(0, LONGEST_TEXT)}… (${value.length} characters)`
    : value;

function coloured(text: string): Child[] {
  const parts: Child[] = [];
  let end = 0;
  for (const { 0: token, 1: string, 2: colon, index } of text.matchAll(TOKENS)) {
    const kind = colon ? 'name' : string ? 'text' : 'value';
    const word = colon ? (string ?? '') : token;
    parts.push(text.slice(end, index), <span class={`json-${kind}`}>{word}</span>);
    end = index + word.length;
  }
  return [...parts, text.slice(end)];
}
