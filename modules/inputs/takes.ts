import { number, type Setting, whole } from '../../functions/settings/declare.ts';
import type { Parts } from './parts.ts';

/** What people read of what a setting takes: bounds with their unit, alternatives. Empty where its type says it all. */
export function takesOf(setting: Setting, unit?: string): string {
  const { attributes, of, keys, min = 0, max = Infinity, takes = '', ...rest } = setting as Parts;
  if (attributes) return '';
  if (!of) return scalarTakes(setting as Parts, unit);
  const items = takesOf(of, unit);
  if ('fallback' in rest) return items;
  const names = keys ? takesOf(keys) : '';
  const length = min > 0 || max < Infinity ? takes : '';
  if (length && (of as Parts).names) return `${length} of ${items}`;
  return [
    ...(length ? [length] : []),
    ...(names ? [`keys: ${names}`] : []),
    ...(items ? [keys ? `values: ${items}` : items] : []),
  ].join('; ');
}

function scalarTakes({ names, patterns, isAny, isWhole, min, max, takes = '' }: Parts, unit = ''): string {
  if (names) return names.map(name => `\`${name}\``).join(', ');
  if (patterns) return isAny || patterns.length === 0 ? '' : takes;
  if (min === undefined || max === undefined) return '';
  if (takes !== (isWhole ? whole : number)(min, max).takes) return inUnits(takes, unit);
  const bounds = max === Infinity ? `${min} or more` : `${min} to ${max}`;
  return `${bounds}${unit && ` ${unit}`}${isWhole ? '' : ', decimals too'}`;
}

/** `a whole number of seconds from 30 to 900` */
export const inUnits = (takes: string, unit = '') =>
  takes
    .replace(/^a (whole )?number/, kind => (unit ? `${kind} of ${unit}` : kind))
    .replace(' to Infinity', '');
