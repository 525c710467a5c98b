import { expect } from 'chai';
import { readFunctions } from '../../../../local/terraform/deployment/functions.ts';
import { ConfigurationError } from '../../../../local/terraform/errors.ts';
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

  it('names the argument that is of the wrong type', () => {
    expect(() => read({ filename: 'a.zip', timeout: 'soon' })).to.throw(
      ConfigurationError,
      'aws_lambda_function.f.timeout: a number is required',
    );
  });
});
