/** A program that serves: it invokes the package's function, says its own number and the function's, and waits. */

import { untilOrphaned, untilTold } from '../../../local/lifecycle/until-told.ts';
import { startOneFunction } from '../../support/one-function.ts';

const [, , packagePath = ''] = process.argv;

const orphaned = untilOrphaned();
const lambda = await startOneFunction(packagePath);
const { payload } = await lambda.invoke('who', '{}');
// Stands for the server's socket.
setInterval(() => {}, 60_000);
const told = untilTold(orphaned);
process.stdout.write(`${JSON.stringify([process.pid, ...JSON.parse(payload)])}\n`);
process.stdout.write(`ended: ${await told}\n`);
await lambda.close();
process.exit(0);
