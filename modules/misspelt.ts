import type { Shape } from './attributes.ts';
import { hclList } from './inputs/conditions.ts';

/** A rule on a variable, as Terraform's JSON has it. */
export interface Rule {
  /** A comment of Terraform's JSON. */
  readonly '//'?: string;
  readonly condition: string;
  readonly error_message: string;
}

/**
 * A rule that refuses attributes which an input does not have. Terraform drops them silently when it converts a value to a
 * type (terraform#29204), so the rule is for a variable of type `any`, whose value was not converted yet. It accepts values
 * of another shape, since the conversion tells better what is wrong with them.
 *
 * It looks at keys alone, which are known even if values are not, such as the ARN of a resource of the same apply. It is
 * short, since Terraform parses an expression in JSON each time that it evaluates it.
 */
export function nothingMisspelt(input: string, shape: Shape): Rule {
  const place = { shape, value: 'v', at: input, depth: 0 };
  // A rule may not refer to anything that refers to its variable, so no local can hold the list.
  const wrong = (each: Each) =>
    `try(flatten([for v in [var.${input}] : ${strays(place, each)} if v != null]), [])`;
  return {
    '//': GENERATED,
    condition: `\${length(${wrong(name)}) == 0}`,
    error_message: `\${join("\\n", [for it in ${wrong(nameAndPlace)} : ${SENTENCE}])}`,
  };
}

/** What readers of the built module are told of it. What it comes from is in the type of the module of inputs. */
export const GENERATED = 'Generated: refuses attributes that the type does not have, and names the nearest.';

/** Part of an input. */
interface Place {
  readonly shape: Shape;
  /** The variable of its value, which is not null. */
  readonly value: string;
  /** Where it stands, as the inside of a quoted template: `flow[${k0}].when`. */
  readonly at: string;
  /** How deep it is: the variables of the loops are numbered by it. */
  readonly depth: number;
}

/** An expression of a list: an entry for each unknown name of an object with these known ones. */
type Each = (place: Place, known: string) => string;

const name: Each = ({ value }, known) => `setsubtract(keys(${value}), ${known})`;
const nameAndPlace: Each = ({ value, at }, known) =>
  `[for names in [${known}] : [for name in setsubtract(keys(${value}), names) : { at = "${at}", name = name, names = names }]]`;

function strays(place: Place, each: Each): string {
  const { shape, value, at, depth } = place;
  const [key, item] = [`k${depth}`, `v${depth}`];
  const within = (inner: Shape, innerAt: string) =>
    `[for ${item} in [${item}] : ${strays({ shape: inner, value: item, at: innerAt, depth: depth + 1 }, each)} if ${item} != null]`;
  if (shape.kind === 'object') {
    const own = each(place, hclList(Object.keys(shape.attributes)));
    const inner = Object.entries(shape.attributes).flatMap(([name, inside]) =>
      inside
        ? [`[for ${key}, ${item} in ${value} : ${within(inside, `${at}.${name}`)} if ${key} == "${name}"]`]
        : [],
    );
    return inner.length > 0 ? `[${[own, ...inner].join(', ')}]` : own;
  }
  // A set has no indices: as a tuple, it has.
  const items = shape.kind === 'map' ? value : `[for item in ${value} : item]`;
  const innerAt = shape.kind === 'map' ? `${at}[\\"\${${key}}\\"]` : `${at}[\${${key}}]`;
  return `[for ${key}, ${item} in ${items} : ${within(shape.of, innerAt)}]`;
}

/** Neighbouring letters of a name, its ends included: Terraform has no edit distance. */
const pairs = (name: string) => `[for n in range(length(${name}) + 1) : substr(" \${${name}} ", n, 2)]`;

/** How similar a name is to a known one: the share of pairs that both have (Dice's coefficient), from 0 to 1. */
const LIKENESS = `2 * length(setintersection(${pairs('name')}, ${pairs('it.name')})) / (length(name) + length(it.name) + 2)`;
const ENOUGH = 0.4;

const NEAREST = `[for like in [{ for name in it.names : name => ${LIKENESS} }] : max(values(like)...) < ${ENOUGH} ? "It takes \${join(", ", it.names)}." : "Did you mean \${[for name in it.names : name if like[name] == max(values(like)...)][0]}?"]`;
const SENTENCE = `"\${it.at}: there is no attribute \${it.name}. \${${NEAREST}[0]}"`;
