/** A process with a Lambda in it: invokes the package's function, prints its process id, and ends as it is told. */

import { startLambda } from '../../../local/lambda/lambda.ts';

const [, , packagePath = '', action] = process.argv;

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
// Twice: the second waits for nothing but a warm sandbox.
await lambda.invoke('who', '{}');
const { pid } = JSON.parse((await lambda.invoke('who', '{}')).payload);
process.stdout.write(`function ${pid}\n`);
if (action === 'exit') process.exit(3);
if (action === 'wait') {
  process.stdout.write('kill me\n');
  setTimeout(() => {}, 60_000);
}
