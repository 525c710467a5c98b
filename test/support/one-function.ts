import { startLambda } from '../../local/lambda/lambda.ts';

/** A Lambda with one function, `who`, for programs that are run to see what is left of them. */
export const startOneFunction = (packagePath: string) =>
  startLambda({
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
