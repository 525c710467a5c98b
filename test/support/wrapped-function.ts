import { join } from 'node:path';
import { bundle } from '../../modules/packages.ts';
import { packageOf, temporaryFolder } from './loop.ts';

/**
 * A function as it is shipped, with something around it: an entry of `function_packages`.
 *
 * @param name of its folder in `functions/`
 * @param wrapped JavaScript of `(event, n, ask) => …`: the event, which call it is, from 1, and the shipped handler;
 * `hang` is there for what never ends
 */
export async function wrappedFunction(name: string, wrapped: string) {
  const calls = join(temporaryFolder(), 'calls');
  const filename = packageOf({
    'shipped.js': Buffer.from(await bundle(`functions/${name}/index.ts`)).toString(),
    'index.js': `
      const { appendFileSync, readFileSync } = require('node:fs');
      const { handler } = require('./shipped.js');
      const hang = () => new Promise(resolve => setTimeout(resolve, 60_000));
      const wrapped = ${wrapped};
      exports.handler = async event => {
        appendFileSync(${JSON.stringify(calls)}, 'x');
        return wrapped(event, readFileSync(${JSON.stringify(calls)}).length, handler);
      };`,
  });
  return { filename, handler: 'index.handler', runtime: 'nodejs22.x' };
}
