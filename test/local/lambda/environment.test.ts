import { expect } from 'chai';
import type { LambdaFunction } from '../../../local/deployment.ts';
import { sandboxEnvironment } from '../../../local/lambda/environment.ts';
import { useEnvironment } from '../../support/environment.ts';

const FN: LambdaFunction = {
  name: 'create',
  arn: 'arn:aws:lambda:eu-central-1:111122223333:function:create',
  runtime: 'nodejs22.x',
  handler: 'index.handler',
  timeoutSeconds: 5,
  memoryMb: 256,
  environment: {},
  packagePath: 'create.zip',
  roleArn: 'arn:aws:iam::111122223333:role/create',
};
const PLACE = { region: 'eu-central-1', taskRoot: '/task', temporary: '/temporary' };

describe('sandboxEnvironment', () => {
  useEnvironment(() => ({
    PATH: '/usr/bin',
    A_SECRET_OF_THIS_PROCESS: 'secret',
    NODE_OPTIONS: '--enable-source-maps',
  }));

  it('has what Lambda defines, and nothing of this process but the path', () => {
    const { PATH, LAMBDA_RUNTIME_DIR, AWS_LAMBDA_LOG_STREAM_NAME, ...others } = sandboxEnvironment(
      FN,
      PLACE,
      {},
    );

    expect(PATH).to.match(/^\/usr\/bin:/);
    expect(LAMBDA_RUNTIME_DIR).to.match(/local\/lambda\/runtimes$/);
    expect(AWS_LAMBDA_LOG_STREAM_NAME).to.match(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/);
    expect(others).to.deep.equal({
      AWS_DEFAULT_REGION: 'eu-central-1',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_LAMBDA_FUNCTION_NAME: 'create',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/create',
      AWS_REGION: 'eu-central-1',
      HOME: '/temporary',
      LAMBDA_TASK_ROOT: '/task',
      LANG: 'en_US.UTF-8',
      TMPDIR: '/temporary',
      TZ: ':UTC',
      _HANDLER: 'index.handler',
    });
  });

  it('has the variables of the function, which may replace common ones', () => {
    const fn = { ...FN, environment: { CHALLENGE_SETTINGS: '{}', TZ: 'Europe/Berlin' } };

    expect(sandboxEnvironment(fn, PLACE, {})).to.include({ CHALLENGE_SETTINGS: '{}', TZ: 'Europe/Berlin' });
  });

  it('does not let the function replace what Lambda adds or defines', () => {
    const fn = {
      ...FN,
      environment: { AWS_ENDPOINT_URL: 'https://elsewhere.example', AWS_REGION: 'us-east-1' },
    };
    const added = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_ACCESS_KEY_ID: 'local' };

    expect(sandboxEnvironment(fn, PLACE, added)).to.include({ ...added, AWS_REGION: 'eu-central-1' });
  });
});
