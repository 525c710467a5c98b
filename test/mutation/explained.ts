import type { Mutant } from './run.ts';

/** A mutant that may live: it changes nothing that anybody could see, or nothing that matters. */
interface Explained {
  readonly file: string;
  readonly was: string;
  readonly became: string;
  readonly why: string;
}

export const explained: readonly Explained[] = [];

export function explanationOf({ file, was, became }: Mutant): string | undefined {
  return explained.find(each => each.file === file && each.was === was && each.became === became)?.why;
}
