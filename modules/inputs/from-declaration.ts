/**
 * A Terraform variable from a declaration: the one that the functions read their settings by, or one in the same language
 * for what only Terraform reads. Rules across settings are written next to it, in Terraform's language.
 */

import type { Setting } from '../../functions/settings/declare.ts';
import { description } from './description.ts';
import type { Input, Validation } from './input.ts';
import { typeOf } from './type-of.ts';
import { validationsOf } from './validations.ts';
import type { Said, Words } from './words.ts';

interface Besides {
  /** Absent where the caller must choose; null where the variable may be null. */
  readonly default?: unknown;
  /** A value of a caller's. */
  readonly example: unknown;
  /** Other inputs that the example needs. */
  readonly with?: Readonly<Record<string, unknown>>;
  /** Rules across settings, which come first. */
  readonly rules?: readonly Validation[];
}

/** A variable that takes what is declared. */
export function declared<Declared extends Setting>(
  name: string,
  setting: Declared,
  words: Words<Declared> & Besides,
): Input {
  const { example, with: beside, rules = [], default: fallback, ...said }: Said & Besides = words;
  const nullable = fallback === null;
  const validations = [
    ...rules,
    ...validationsOf(setting, {
      at: name,
      said,
      every: condition =>
        nullable
          ? `alltrue([for given in [var.${name}] : ${condition('given')} if given != null])`
          : condition(`var.${name}`),
    }),
  ];
  return {
    type: typeOf(setting),
    description: description(setting, said),
    ...('default' in words && { default: fallback }),
    ...(nullable && { nullable }),
    ...(validations.length > 0 && { validations }),
    setting,
    said,
    example: { [name]: example, ...beside },
  };
}
