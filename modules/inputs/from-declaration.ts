/**
 * A Terraform variable from the declaration that the functions read their settings by: its type with the defaults, and
 * a validation for each thing that it takes. Rules across settings are written beside it, in Terraform's language.
 */

import type {
  Attributes,
  ListOf,
  MapOf,
  ObjectOf,
  Optional,
  Scalar,
  Setting,
} from '../../functions/settings/declare.ts';
import type { Input, Validation } from './input.ts';

/** A declaration with whatever parts it may have. */
export type Parts = Setting &
  Partial<
    Pick<Optional, 'fallback'> &
      Pick<ObjectOf, 'attributes'> &
      Pick<ListOf<Setting>, 'min' | 'max' | 'isSet'> &
      Pick<MapOf<Setting>, 'keys'> &
      Pick<Scalar, 'takes'>
  > & {
    readonly of?: Setting;
    readonly names?: readonly string[];
    readonly patterns?: readonly RegExp[];
    readonly isWhole?: true;
  };

/** A value as Terraform's language has it. */
const literal = (value: unknown): string =>
  typeof value === 'string' ? hclString(value) : JSON.stringify(value);

/** A text in quotation marks. */
const hclString = (text: string) => JSON.stringify(text).replaceAll('${', '$${').replaceAll('%{', '%%{');

/** A type constraint, as `type` of a variable has it. */
export function typeOf(declared: Setting): string {
  const { of, keys, attributes, isSet, names, patterns, min, ...rest } = declared as Parts;
  if (attributes) return objectType(attributes);
  if ('fallback' in rest && of) return typeOf(of);
  if (keys && of) return `map(${typeOf(of)})`;
  if (of) return `${isSet ? 'set' : 'list'}(${typeOf(of)})`;
  if (names || patterns) return 'string';
  return min === undefined ? 'bool' : 'number';
}

function objectType(attributes: Attributes): string {
  const lines = Object.entries(attributes).map(([name, setting]) => {
    const { fallback } = setting as Parts;
    const inner = typeOf(setting);
    if (!('fallback' in setting)) return `${name} = ${inner}`;
    return `${name} = optional(${inner}${fallback === undefined ? '' : `, ${literal(fallback)}`})`;
  });
  return `object({\n${lines.join('\n').replace(/^/gm, '  ')}\n})`;
}

/** Says that a condition holds for what an expression stands for. */
type Every = (condition: (value: string) => string) => string;

/**
 * The validations of a variable, one for each thing that it takes.
 *
 * @param at the path, without indices, that messages begin with
 * @param every says a condition of each value that is there
 */
export function validationsOf(declared: Setting, at: string, every: Every, depth = 1): Validation[] {
  const { of, keys, attributes, min = 0, max = Infinity, takes = '', ...rest } = declared as Parts;
  const item = `item${depth}`;
  const rule = (condition: (value: string) => string, what = takes): Validation => ({
    condition: every(condition),
    message: `${at} takes ${what}.`,
  });
  if (attributes)
    return Object.entries(attributes).flatMap(([name, setting]) =>
      validationsOf(
        setting,
        `${at}.${name}`,
        condition => every(value => condition(`${value}.${name}`)),
        depth,
      ),
    );
  const inside =
    (list: (value: string) => string, where = ''): Every =>
    condition =>
      every(value => `alltrue([for ${item} in ${list(value)} : ${condition(item)}${where}])`);
  if ('fallback' in rest && of) {
    const isThere = rest.fallback === undefined;
    return validationsOf(
      of,
      at,
      isThere ? inside(value => `[${value}]`, ` if ${item} != null`) : every,
      depth + 1,
    );
  }
  if (keys && of)
    return [
      ...validationsOf(
        keys,
        `${at}: a key`,
        inside(value => `keys(${value})`),
        depth + 1,
      ),
      ...validationsOf(
        of,
        at,
        inside(value => `values(${value})`),
        depth + 1,
      ),
    ];
  if (of) {
    const bounds = [
      ...(min > 0 ? [(value: string) => `length(${value}) >= ${min}`] : []),
      ...(max < Infinity ? [(value: string) => `length(${value}) <= ${max}`] : []),
    ];
    return [
      ...(bounds.length > 0 ? [rule(value => bounds.map(bound => bound(value)).join(' && '))] : []),
      ...validationsOf(
        of,
        at,
        inside(value => value),
        depth + 1,
      ),
    ];
  }
  return scalarRule(declared as Parts, rule);
}

function scalarRule(
  { names, patterns, min, max, isWhole }: Parts,
  rule: (condition: (value: string) => string) => Validation,
): Validation[] {
  if (names) return [rule(value => `contains([${names.map(hclString).join(', ')}], ${value})`)];
  // Null, which Terraform takes for a required attribute, has no length.
  if (patterns)
    return [
      rule(value =>
        [
          `try(length(${value}) > 0, false)`,
          ...patterns.map(pattern => `can(regex(${regex(pattern)}, ${value}))`),
        ].join(' && '),
      ),
    ];
  if (min === undefined) return [];
  return [
    rule(
      value => `${value} >= ${min} && ${value} <= ${max}${isWhole ? ` && floor(${value}) == ${value}` : ''}`,
    ),
  ];
}

/** A pattern for RE2. JavaScript writes `/` with a backslash. */
const regex = ({ source }: RegExp) => hclString(source.replaceAll('\\/', '/'));

/**
 * A variable that takes what is declared.
 *
 * @param words what only Terraform needs; null as a default means that the variable may be null
 */
export function declared(
  name: string,
  setting: Setting,
  {
    description,
    default: fallback,
    rules = [],
  }: Pick<Input, 'description' | 'default'> & { rules?: readonly Validation[] },
): Input {
  const nullable = fallback === null;
  const every: Every = nullable
    ? condition => `alltrue([for given in [var.${name}] : ${condition('given')} if given != null])`
    : condition => condition(`var.${name}`);
  return {
    type: typeOf(setting),
    description,
    default: fallback,
    ...(nullable && { nullable }),
    validations: [...rules, ...validationsOf(setting, name, every)],
  };
}
