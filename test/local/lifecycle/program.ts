/** A program that serves: it invokes the package's function, says its own number and the function's, and waits. */

import { startLambda } from '../../../local/lambda/lambda.ts';
import { untilOrphaned, untilTold } from '../../../local/lifecycle/until-told.ts';

const [, , packagePath = ''] = process.argv;

const orphaned = untilOrphaned();
const lambda = await startLambda({
  functions: [
    {
      name: 'who',
      arn: 'arn:aws:lambda:eu-central-1:111122223333:function:who',
      runtime: 'nodejs22.x',
      handler: 'index.handler',
      timeoutSeconds: 60,
      memoryMb: 256,
      environment: {},
      packagePath,
      roleArn: 'arn:aws:iam::111122223333:role/who',
    },
  ],
  environmentFor: () => ({}),
  region: 'eu-central-1',
  accountId: '111122223333',
});
const { payload } = await lambda.invoke('who', '{}');
// Stands for the server's socket.
setInterval(() => {}, 60_000);
const told = untilTold(orphaned);
process.stdout.write(`${JSON.stringify([process.pid, ...JSON.parse(payload)])}\n`);
process.stdout.write(`ended: ${await told}\n`);
await lambda.close();
process.exit(0);
