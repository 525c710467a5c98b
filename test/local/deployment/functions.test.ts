import { expect } from 'chai';
import { readEventInvokeConfigs, readFunctions } from '../../../local/deployment/functions.ts';
import { ConfigurationError } from '../../../local/terraform/errors.ts';
import { evaluated } from './evaluated.ts';

const read = (args: Record<string, unknown>) =>
  readFunctions(
    evaluated({
      aws_lambda_function: { f: { function_name: 'f', role: 'arn', runtime: 'python3.12', ...args } },
    }),
    '/module',
  );

describe('readFunctions', () => {
  it('finds packages beside the configuration, or where they are', () => {
    for (const filename of ['a.zip', './a.zip', '${path.module}/a.zip', '/module/a.zip']) {
      expect(read({ filename })[0]?.packagePath, filename).to.equal('/module/a.zip');
    }
  });

  it('has Lambda’s defaults', () => {
    expect(read({ filename: 'a.zip', handler: null, environment: null })[0]).to.deep.include({
      timeoutSeconds: 3,
      memoryMb: 128,
      environment: {},
      handler: '',
    });
  });

  it('refuses what is not a zip on this machine', () => {
    expect(() => read({ image_uri: 'x' })).to.throw(
      ConfigurationError,
      'aws_lambda_function.f has no filename',
    );
    expect(() => read({ s3_bucket: 'b', s3_key: 'k' })).to.throw(
      ConfigurationError,
      'only a zip on this machine',
    );
  });

  it('knows from which level on a function logs, where its log format is JSON', () => {
    const levelOf = (logging: object) =>
      read({ filename: 'a.zip', logging_config: [logging] }).map(({ logLevel }) => logLevel);
    expect(read({ filename: 'a.zip' })[0]).not.to.have.property('logLevel');
    expect(levelOf({ log_format: 'Text' })).to.deep.equal([undefined]);
    expect(levelOf({ log_format: 'JSON' })).to.deep.equal(['INFO']);
    expect(levelOf({ log_format: 'JSON', application_log_level: 'FATAL' })).to.deep.equal(['FATAL']);
    expect(() => levelOf({ log_format: 'JSON', application_log_level: 'LOUD' })).to.throw(
      ConfigurationError,
      'aws_lambda_function.f has application_log_level LOUD: Lambda takes TRACE',
    );
  });

  it('names the argument that is of the wrong type', () => {
    expect(() => read({ filename: 'a.zip', timeout: 'soon' })).to.throw(
      ConfigurationError,
      'aws_lambda_function.f.timeout: a number is required',
    );
  });
});

describe('readEventInvokeConfigs', () => {
  const arn = 'arn:aws:lambda:us-east-1:123456789012:function:f';
  const of = (args: Record<string, unknown>) => {
    const configuration = evaluated({
      aws_lambda_function: {
        f: { function_name: 'f', role: 'arn', runtime: 'python3.12', filename: 'a.zip', count: 1 },
      },
      aws_lambda_function_event_invoke_config: { c: args },
    });
    return readEventInvokeConfigs(configuration, readFunctions(configuration, '/module'));
  };

  it('finds how often, how long, and whom to tell', () => {
    const found = of({
      function_name: '${aws_lambda_function.f[0].function_name}',
      maximum_retry_attempts: 0,
      maximum_event_age_in_seconds: 60,
      destination_config: [{ on_failure: [{ destination: 'arn:aws:sqs:us-east-1:123456789012:q' }] }],
    });
    expect(found).to.deep.equal([
      {
        functionArn: arn,
        maximumRetryAttempts: 0,
        maximumEventAgeSeconds: 60,
        onFailure: 'arn:aws:sqs:us-east-1:123456789012:q',
      },
    ]);
  });

  it('has Lambda’s defaults, and takes an ARN and a qualifier', () => {
    const defaults = { maximumRetryAttempts: 2, maximumEventAgeSeconds: 21_600 };
    expect(of({ function_name: arn })).to.deep.equal([{ functionArn: arn, ...defaults }]);
    const [live] = of({ function_name: 'f', qualifier: 'live' });
    expect(live).to.deep.equal({ functionArn: `${arn}:live`, ...defaults });
  });
});
