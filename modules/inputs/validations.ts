/** The validations of a Terraform variable from a declaration: one for each thing that it takes. */

import type { Setting } from '../../functions/settings/declare.ts';
import { hclString } from './hcl-text.ts';
import type { Validation } from './input.ts';
import type { Parts } from './parts.ts';
import { inUnits } from './takes.ts';
import { type Said, saidOf } from './words.ts';

/** A condition on every value at a place, from a condition on one. */
type Every = (condition: (value: string) => string) => string;

/** Where a setting stands in a variable. */
export interface Place {
  /** The path, without indices, that messages begin with. */
  readonly at: string;
  /** Applies a condition to each value that is there. */
  readonly every: Every;
  readonly said?: Said;
  /** How many loops are around it: their variables are numbered by it. */
  readonly depth?: number;
}

export function validationsOf(declared: Setting, place: Place): Validation[] {
  const { of, keys, attributes, ...rest } = declared as Parts;
  if (attributes)
    return Object.entries(attributes).flatMap(([name, setting]) =>
      validationsOf(setting, attributeOf(place, name)),
    );
  if (!of) return scalarRule(declared as Parts, place);
  if ('fallback' in rest) {
    const isThere = rest.fallback === undefined;
    return validationsOf(of, isThere ? inside(place, value => `[${value}]`, ' != null') : deeper(place));
  }
  if (keys)
    return [
      ...validationsOf(keys, { ...inside(place, value => `keys(${value})`), at: `${place.at}: a key` }),
      ...validationsOf(
        of,
        inside(place, value => `values(${value})`),
      ),
    ];
  return [
    ...lengthRule(declared as Parts, place),
    ...validationsOf(
      severalOf(of),
      inside(place, value => value),
    ),
  ];
}

/** An item is one of the names, a list takes any of them. */
function severalOf(item: Setting): Setting {
  const { names, takes = '' } = item as Parts;
  return names ? ({ ...item, takes: takes.replace(/^one of/, 'any of') } as Setting) : item;
}

function attributeOf({ at, every, said, depth }: Place, name: string): Place {
  return {
    at: `${at}.${name}`,
    every: condition => every(value => condition(`${value}.${name}`)),
    said: saidOf(said, name),
    ...(depth && { depth }),
  };
}

const deeper = (place: Place): Place => ({ ...place, depth: (place.depth ?? 1) + 1 });

/** The items of a list. @param list makes one of the value @param where limits it to some of the items */
function inside(place: Place, list: (value: string) => string, where = ''): Place {
  const item = `item${place.depth ?? 1}`;
  return {
    ...deeper(place),
    every: condition =>
      place.every(
        value =>
          `alltrue([for ${item} in ${list(value)} : ${condition(item)}${where && ` if ${item}${where}`}])`,
      ),
  };
}

function lengthRule({ min = 0, max = Infinity, takes = '' }: Parts, place: Place): Validation[] {
  const bounds = (value: string) => [
    ...(min > 0 ? [`length(${value}) >= ${min}`] : []),
    ...(max < Infinity ? [`length(${value}) <= ${max}`] : []),
  ];
  return bounds('').length > 0 ? [rule(place, value => bounds(value).join(' && '), takes)] : [];
}

const rule = ({ at, every }: Place, condition: (value: string) => string, takes: string): Validation => ({
  condition: every(condition),
  message: `${at} takes ${takes}.`,
});

function scalarRule(setting: Parts, place: Place): Validation[] {
  const { names, patterns, min, takes = '' } = setting;
  if (names) return [rule(place, value => `contains([${names.map(hclString).join(', ')}], ${value})`, takes)];
  if (patterns) return textRule(setting, place);
  return min === undefined ? [] : numberRule(setting, place);
}

function textRule({ patterns = [], isAny, takes = '' }: Parts, place: Place): Validation[] {
  if (isAny) return [];
  // Null, which Terraform takes for a required attribute, has no length.
  const holds = (value: string) => [
    `try(length(${value}) > 0, false)`,
    ...patterns.map(pattern => `can(regex(${regex(pattern)}, ${value}))`),
  ];
  const what = patterns.length > 0 ? takes : 'a text that is not empty';
  return [rule(place, value => holds(value).join(' && '), what)];
}

/** A pattern for RE2. JavaScript writes `/` with a backslash. */
const regex = ({ source }: RegExp) => hclString(source.replaceAll('\\/', '/'));

function numberRule(
  { min = -Infinity, max = Infinity, isWhole, takes = '' }: Parts,
  place: Place,
): Validation[] {
  const bounds = (value: string) => [
    ...(min > -Infinity ? [`${value} >= ${min}`] : []),
    ...(max < Infinity ? [`${value} <= ${max}`] : []),
    ...(isWhole ? [`floor(${value}) == ${value}`] : []),
  ];
  if (bounds('').length === 0) return [];
  const unit = place.said?.unit;
  return [rule(place, value => bounds(value).join(' && '), inUnits(takes, unit))];
}
