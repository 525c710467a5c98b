import { parse } from '@cdktf/hcl2json';
import { isJsonObject, valueExpression } from '../../../local/terraform/expression/from-json.ts';
import type { Expression } from '../../../local/terraform/expression/syntax.ts';
import type { Json } from '../../../local/terraform/json.ts';

/** What a configuration in HCL says, read by HashiCorp's own parser. @param files text by name */
export async function meaningOfHcl(files: Readonly<Record<string, string>>): Promise<unknown> {
  const parsed = await Promise.all(Object.entries(files).map(([name, text]) => parse(name, text)));
  return canonical(valueExpression(merged(parsed.map(withOneLocals))));
}

/** What a configuration in Terraform's JSON syntax says. */
export function meaningOfJson(configuration: unknown): unknown {
  return canonical(valueExpression(asTemplates(configuration as Json, [])));
}

/** Locals are one block in JSON, and one in each file that has its own. */
const withOneLocals = ({ locals, ...rest }: Record<string, Json>): Json => ({
  ...rest,
  ...(Array.isArray(locals) && { locals: Object.assign({}, ...locals) }),
});

/** Blocks of one type are in several files. */
function merged(values: readonly Json[]): Json {
  const objects = values.filter(isJsonObject);
  if (objects.length < values.length) return values.flat();
  const keys = new Set(objects.flatMap(object => Object.keys(object)));
  return Object.fromEntries(
    [...keys].map(key => {
      const parts = objects.flatMap(object => (key in object ? [object[key] ?? null] : []));
      return [key, parts.length === 1 ? (parts[0] ?? null) : merged(parts)];
    }),
  );
}

/** Paths of texts that are not templates, and of those that are expressions as they are. https://developer.hashicorp.com/terraform/language/syntax/json */
const LITERAL =
  /^(variable \S+ (description|default)|output \S+ description|module \S+ (source|version)|terraform )/;
const BARE =
  /^(variable \S+ type|(resource|data) \S+ \S+ (depends_on|provider|lifecycle (ignore_changes|replace_triggered_by))|(module|output) \S+ depends_on|moved )/;

/** With every text a template, as both are to be read in the same way. */
function asTemplates(value: Json, path: readonly string[]): Json {
  if (typeof value === 'string') {
    const place = path.join(' ');
    if (BARE.test(place)) return `\${${value}}`;
    return LITERAL.test(place) ? value.replaceAll('${', () => '$${').replaceAll('%{', '%%{') : value;
  }
  if (Array.isArray(value)) return value.map(item => asTemplates(item, path));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).filter(([key]) => key !== '//');
  return Object.fromEntries(entries.map(([key, item]) => [key, asTemplates(item, [...path, key])]));
}

/** The same for what means the same: in JSON one block need not be in a list, and a heredoc has a line's end more. */
function canonical(expression: Expression, name = ''): unknown {
  if (expression.kind === 'object') {
    const items = expression.items.map(({ key, value }) => {
      const text = key.kind === 'literal' ? String(key.value) : JSON.stringify(canonical(key));
      return [text, canonical(value, text)] as const;
    });
    return Object.fromEntries(items.sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  if (expression.kind === 'tuple') {
    const [only, ...more] = expression.items;
    const isBlock = only?.kind === 'object' && more.length === 0;
    return isBlock ? canonical(only) : expression.items.map(item => canonical(item));
  }
  // hcl2json writes a condition within a text as directives.
  if (expression.kind === 'template' && expression.parts.every(({ kind }) => kind === 'literal'))
    return {
      kind: 'literal',
      value: expression.parts.map(part => ('value' in part ? part.value : '')).join(''),
    };
  if (name === 'description') return trimmed(expression);
  if (expression.kind === 'call' && expression.name === 'chomp') return trimmed(expression.args[0]);
  return Object.fromEntries(
    Object.entries(expression).map(([key, value]) => [
      key,
      isExpression(value) ? canonical(value) : list(value),
    ]),
  );
}

const list = (value: unknown) =>
  Array.isArray(value) ? value.map(item => (isExpression(item) ? canonical(item) : item)) : value;

const isExpression = (value: unknown): value is Expression =>
  typeof value === 'object' && value !== null && 'kind' in value;

function trimmed(expression: Expression | undefined): unknown {
  if (expression?.kind === 'literal')
    return { kind: 'literal', value: String(expression.value).replace(/\n$/, '') };
  if (expression?.kind !== 'template') throw new Error(`${JSON.stringify(expression)} is not a text.`);
  const parts = expression.parts.map((part, at) =>
    at === expression.parts.length - 1 ? trimmedEnd(part) : canonical(part),
  );
  return { kind: 'template', parts: parts.filter(part => (part as { value?: unknown }).value !== '') };
}

const trimmedEnd = (part: Expression) => (part.kind === 'literal' ? trimmed(part) : canonical(part));
