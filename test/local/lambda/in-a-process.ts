/** A process with a Lambda in it: invokes the package's function, prints its process id, and ends as it is told. */

import { startOneFunction } from '../../support/one-function.ts';

const [, , packagePath = '', action] = process.argv;

const lambda = await startOneFunction(packagePath);
// Twice: the second waits for nothing but a warm sandbox.
await lambda.invoke('who', '{}');
const { pid } = JSON.parse((await lambda.invoke('who', '{}')).payload);
process.stdout.write(`function ${pid}\n`);
if (action === 'exit') process.exit(3);
if (action === 'wait') {
  process.stdout.write('kill me\n');
  setTimeout(() => {}, 60_000);
}
