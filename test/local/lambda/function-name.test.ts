import { expect } from 'chai';
import { AwsError } from '../../../local/aws-service.ts';
import type { LambdaFunction } from '../../../local/deployment.ts';
import { findFunction } from '../../../local/lambda/function-name.ts';

const WHERE = { region: 'eu-central-1', accountId: '111122223333' };
const ARN = 'arn:aws:lambda:eu-central-1:111122223333:function';

const deployed = ['create', 'create-2'].map(name => {
  const fn: LambdaFunction = {
    name,
    arn: `${ARN}:${name}`,
    runtime: 'nodejs22.x',
    handler: 'index.handler',
    timeoutSeconds: 5,
    memoryMb: 128,
    environment: {},
    packagePath: 'create.zip',
    roleArn: 'arn:aws:iam::111122223333:role/create',
  };
  return { fn };
});

describe('findFunction', () => {
  for (const [given, name, invokedArn] of [
    ['create', 'create', `${ARN}:create`],
    ['create-2', 'create-2', `${ARN}:create-2`],
    ['create:live', 'create', `${ARN}:create:live`],
    [`${ARN}:create`, 'create', `${ARN}:create`],
    [`${ARN}:create-2:7`, 'create-2', `${ARN}:create-2:7`],
    [`${ARN}:create:$LATEST`, 'create', `${ARN}:create:$LATEST`],
  ] as const) {
    it(`takes ${given}`, () => {
      const { found, invokedArn: seen } = findFunction(deployed, given, WHERE);

      expect([found.fn.name, seen]).to.deep.equal([name, invokedArn]);
    });
  }

  for (const [given, arn] of [
    ['verify', `${ARN}:verify`],
    ['creat', `${ARN}:creat`],
    ['', `${ARN}:`],
    ['create:', `${ARN}:create:`],
    ['create:a:b', `${ARN}:create:a:b`],
    [`${ARN}:verify`, `${ARN}:verify`],
    [
      'arn:aws:lambda:us-east-1:111122223333:function:create',
      'arn:aws:lambda:us-east-1:111122223333:function:create',
    ],
    [
      'arn:aws:lambda:eu-central-1:999999999999:function:create',
      'arn:aws:lambda:eu-central-1:999999999999:function:create',
    ],
  ] as const) {
    it(`does not find ${given || 'an empty name'}`, () => {
      expect(() => findFunction(deployed, given, WHERE))
        .to.throw(AwsError, `Function not found: ${arn}`)
        .that.includes({ code: 'ResourceNotFoundException', status: 404 });
    });
  }
});
