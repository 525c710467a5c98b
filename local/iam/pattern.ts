/** Patterns of policies: `*`, `?` and policy variables. */

import { type Context, type Policy, valuesOf } from './policy.ts';

/** What policy variables are filled with: a request's context, under a version of the policy language that has them. */
export interface Variables {
  readonly version: Policy['version'];
  readonly context: Context;
}

/** A character that counts as itself, or a wildcard. */
type Token = { readonly text: string } | { readonly wildcard: '*' | '?' };

/**
 * @returns undefined if a variable has no value: such a pattern matches nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
function tokens(pattern: string, { version, context }: Variables): Token[] | undefined {
  const variables = version === '2012-10-17';
  const found: Token[] = [];
  for (const [part] of pattern.matchAll(/\$\{[^}]*\}|[\s\S]/g)) {
    if (variables && part.length > 1) {
      const text = variableText(part.slice(2, -1), context);
      if (text === undefined) return undefined;
      found.push({ text });
    } else if (part === '*' || part === '?') found.push({ wildcard: part });
    else found.push({ text: part });
  }
  return found;
}

/** `key`, `key, 'default'`, or a character that would otherwise be a wildcard. A key with several values has none here. */
function variableText(variable: string, context: Context): string | undefined {
  if (['*', '?', '$'].includes(variable)) return variable;
  const [, key = '', fallback] = /^\s*([^,]*?)\s*(?:,\s*'(.*)'\s*)?$/.exec(variable) ?? [];
  const values = valuesOf(context, key);
  return values.length === 1 ? values[0] : values.length === 0 ? fallback : undefined;
}

/** The text of a pattern whose wildcards are literal. */
export function literal(pattern: string, variables: Variables): string | undefined {
  return tokens(pattern, variables)
    ?.map(token => ('text' in token ? token.text : token.wildcard))
    .join('');
}

/** StringLike: the wildcards match anything. */
export function isLike(value: string, pattern: string, variables: Variables): boolean {
  return matches(value, tokens(pattern, variables), () => '[\\s\\S]');
}

/**
 * `Resource`: wildcards stay within a part between colons, except for a `*` at the end of one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function isResource(resource: string, pattern: string, variables: Variables): boolean {
  return matches(resource, tokens(pattern, variables), (token, next) => {
    const endsPart = next === undefined || ('text' in next && next.text.startsWith(':'));
    return token.wildcard === '*' && endsPart ? '[\\s\\S]' : '[^:]';
  });
}

/**
 * ArnLike, and ArnEquals, which is the same: each of the six parts is compared for itself.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function isArnLike(arn: string, pattern: string, variables: Variables): boolean {
  const [parts, patterns] = [sixParts(arn.split(':')), sixParts(pattern.split(COLON))];
  if (parts === undefined || patterns === undefined) return false;
  return patterns.every((each, index) => isLike(parts[index] ?? '', each, variables));
}

export const isArnPattern = (pattern: string): boolean => sixParts(pattern.split(COLON)) !== undefined;

/** A colon that is not in a variable's name. */
const COLON = /:(?![^{}]*\})/;

function sixParts(parts: readonly string[]): string[] | undefined {
  return parts.length < 6 ? undefined : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function matches(
  value: string,
  pattern: readonly Token[] | undefined,
  anyCharacter: (token: { wildcard: '*' | '?' }, next: Token | undefined) => string,
): boolean {
  if (pattern === undefined) return false;
  const source = pattern.map((token, index) =>
    'text' in token
      ? token.text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      : anyCharacter(token, pattern[index + 1]) + (token.wildcard === '*' ? '*' : ''),
  );
  return new RegExp(`^${source.join('')}$`).test(value);
}
