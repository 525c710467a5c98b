import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench, Figure } from '../figure.ts';
import { functionSizes } from '../sizes.ts';
import { table } from '../table.ts';
import { defineStart } from './define.ts';
import { drawing } from './drawing.ts';
import { firstEvents } from './first-events.ts';
import { memorySizes } from './memory-sizes.ts';
import { setUp } from './setting.ts';
import { signIn } from './sign-in.ts';

/**
 * The cold path: functions in fresh processes, on the Node that is deployed, with AWS behind TLS and a delay for each round
 * trip, and an event's CPU held to the share of the function's memory. Each figure is compared with a variant of the same
 * functions in the same run.
 */
export const cold: Bench = async (folder, options) => {
  const setting = await setUp(folder, options);
  const figures: Figure[] = [];
  const parts: readonly (readonly [doing: string, part: (scratch: string) => Promise<readonly Figure[]>])[] =
    [
      ['first events, warm ones and after a freeze', scratch => firstEvents(setting, scratch)],
      ['a whole cold sign-in', scratch => signIn(setting, scratch)],
      ['define', scratch => defineStart(setting, scratch)],
      ['CAPTCHA', scratch => drawing(scratch)],
      ['bundles', scratch => functionSizes(scratch)],
      ['by memory size', scratch => memorySizes(setting, scratch)],
    ];
  for (const [index, [doing, part]] of parts.entries()) {
    process.stderr.write(` ${index + 1} of ${parts.length}: ${doing}\n`);
    const scratch = join(folder, `part-${index}`);
    await mkdir(scratch);
    const measured = await part(scratch);
    process.stderr.write(`${table(measured)}\n`);
    figures.push(...measured);
  }
  return figures;
};
