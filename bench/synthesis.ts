import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Bench, costFigures } from './figure.ts';
import { child, fresh, inTurns } from './measure.ts';

const program = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * What `npm run synth` and `npm run build` take, from the start of Node to its end. The CPU is Node's: esbuild has a
 * process of its own.
 */
export const synthesis: Bench = async folder => {
  const run = (name: string, path: string) => () => {
    const out = join(folder, name);
    const node = ['--require', child('at-exit'), '--import', 'tsx'];
    return fresh([...node, program(path), out], { ...process.env, CDKTF_OUTDIR: out });
  };
  const { stack, module, empty } = await inTurns({
    stack: run('stack', '../main.ts'),
    module: run('module', '../modules/build.ts'),
    empty: run('empty', 'empty-stack.ts'),
  });
  const floor = { name: 'empty stack', cost: empty };
  return [
    ...costFigures('synthesis', stack, floor, { wall: 1.6 }),
    ...costFigures('build of the module', module, floor, { wall: 2 }),
  ];
};
