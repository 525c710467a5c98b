import { isObject, type Json } from '../json.ts';
import type { Result } from '../result.ts';

/** One thing that is otherwise here than in the record. */
export interface Difference {
  /** `rounds: answer.answered` */
  readonly at: string;
  readonly recorded: Json | undefined;
  readonly here: Json | undefined;
}

/**
 * Compares what was recorded with what the local Cognito does. Lengths of opaque strings are no difference: AWS keeps
 * the state of a sign-in in them, the local Cognito in memory. What was not tried on one side is not compared.
 */
export function compare(recorded: readonly Result[], here: readonly Result[]): readonly Difference[] {
  return recorded.flatMap(result => {
    const ours = here.find(({ name }) => name === result.name);
    if (!ours) return [{ at: result.name, recorded: result.outcome, here: undefined }];
    if ([result, ours].some(({ outcome }) => outcome === 'not tried')) return [];
    const of = ({ outcome, answer, exchanges, events }: Result) => ({ outcome, answer, exchanges, events });
    return differences(of(result) as unknown as Json, of(ours) as unknown as Json, `${result.name}: `);
  });
}

/** Depth first, members of objects by name. */
function differences(recorded: Json | undefined, here: Json | undefined, at: string): readonly Difference[] {
  if (Array.isArray(recorded) && Array.isArray(here)) {
    const longer = Math.max(recorded.length, here.length);
    return Array.from({ length: longer }, (_, index) => index).flatMap(index =>
      differences(recorded[index], here[index], `${at}[${index}]`),
    );
  }
  if (isObject(recorded) && isObject(here)) {
    const names = new Set([...Object.keys(recorded), ...Object.keys(here)]);
    return [...names].flatMap(name => {
      if (IGNORED.has(name)) return [];
      return differences(recorded[name], here[name], /: $/.test(at) ? `${at}${name}` : `${at}.${name}`);
    });
  }
  return comparable(recorded) === comparable(here) ? [] : [{ at, recorded, here }];
}

/** Sizes and times of AWS's own. */
const IGNORED = new Set(['sessionLengths', 'afterSeconds', 'at', 'size']);

const comparable = (value: Json | undefined): string | undefined =>
  JSON.stringify(value)?.replaceAll(/: \d+ characters>/g, '>');

/** `rounds: answer.answered: recorded 41, here 60` */
export const inWords = ({ at, recorded, here }: Difference): string =>
  `${at}: recorded ${JSON.stringify(recorded) ?? 'nothing'}, here ${JSON.stringify(here) ?? 'nothing'}`;
