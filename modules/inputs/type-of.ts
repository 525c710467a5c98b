import type { Attributes, Setting } from '../../functions/settings/declare.ts';
import { hclValue } from './hcl-text.ts';
import type { Parts } from './parts.ts';

/**
 * A type constraint, as `type` of a variable has it: line breaks separate attributes.
 *
 * @param ofObject what an object is
 */
export function typeOf(declared: Setting, ofObject = objectType): string {
  const { of, keys, attributes, isSet, names, patterns, min, ...rest } = declared as Parts;
  if (attributes) return ofObject(attributes);
  const inner = of ? typeOf(of, ofObject) : '';
  if ('fallback' in rest) return inner;
  if (keys) return `map(${inner})`;
  if (of) return `${isSet ? 'set' : 'list'}(${inner})`;
  if (names || patterns) return 'string';
  return min === undefined ? 'bool' : 'number';
}

function objectType(attributes: Attributes): string {
  const lines = Object.entries(attributes).map(([name, setting]) => {
    const { fallback } = setting as Parts;
    const inner = typeOf(setting);
    if (!('fallback' in setting)) return `${name} = ${inner}`;
    return `${name} = optional(${inner}${fallback === undefined ? '' : `, ${hclValue(fallback)}`})`;
  });
  return `object({\n${lines.join('\n').replace(/^/gm, '  ')}\n})`;
}
