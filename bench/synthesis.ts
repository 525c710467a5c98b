import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Bench, costFigures } from './figure.ts';
import { child, fresh, inTurns } from './measure.ts';

const program = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What `npm run synth` takes, from the start of Node to its end. The CPU is Node's: esbuild has a process of its own. */
export const synthesis: Bench = async folder => {
  const synthesize = (name: string, path: string) => () =>
    fresh(['--require', child('at-exit'), '--import', 'tsx', program(path)], {
      ...process.env,
      CDKTF_OUTDIR: join(folder, name),
    });
  const { ours, empty } = await inTurns({
    ours: synthesize('ours', '../main.ts'),
    empty: synthesize('empty', 'empty-stack.ts'),
  });
  return costFigures('synthesis', ours, { name: 'empty stack', cost: empty }, { wall: 1.6 });
};
