import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { createGaps, type Gaps, type JsonObject } from './gaps.ts';

const ARN = 'arn:aws:lambda:eu-central-1:123456789012:function:sign-in';
const LOGGING = { LoggingConfig: { LogFormat: 'JSON' } };

describe('what moto forgets', () => {
  let gaps: Gaps;
  beforeEach(() => {
    gaps = createGaps(() => 'http://127.0.0.1:1');
  });

  describe('of a function', () => {
    const config = { FunctionArn: ARN, MemorySize: 512 };
    const create = (request: JsonObject) =>
      gaps.fill({ operation: 'POST /2015-03-31/functions', request, response: config });
    const update = (request: JsonObject) =>
      gaps.fill({
        operation: 'PUT /2015-03-31/functions/sign-in/configuration',
        request,
        response: config,
      });
    const getFunction = (Configuration: JsonObject) =>
      gaps.fill({
        operation: 'GET /2015-03-31/functions/sign-in',
        request: {},
        response: { Configuration, Tags: {} },
      });

    it('is put into the answer to the request that had it', () => {
      expect(create({ ...LOGGING, MemorySize: 1 })).to.deep.equal({ ...config, ...LOGGING });
    });

    it('is put into later answers, for a version too', () => {
      create(LOGGING);

      expect(getFunction({ ...config, FunctionArn: `${ARN}:1` })).to.deep.equal({
        Configuration: { ...config, ...LOGGING, FunctionArn: `${ARN}:1` },
        Tags: {},
        Code: {},
      });
    });

    it('changes with an update, and goes with an empty one', () => {
      create({ ...LOGGING, KMSKeyArn: 'arn:aws:kms:key' });

      expect(update({ KMSKeyArn: '' })).to.deep.equal({ ...config, ...LOGGING, KMSKeyArn: undefined });
    });

    it('is nothing of another function', () => {
      create(LOGGING);

      expect(getFunction({ FunctionArn: `${ARN}-2` })).to.have.deep.property('Configuration', {
        FunctionArn: `${ARN}-2`,
      });
    });

    it('is its package, which has a location from then on', () => {
      const zip = Buffer.from('a zip');
      const CodeSha256 = createHash('sha256').update(zip).digest('base64');
      create({ Code: { ZipFile: zip.toString('base64') } });
      const { Code } = getFunction({ ...config, CodeSha256 }) as { Code: { Location: string } };

      expect(gaps.packageAt(new URL(Code.Location).pathname)).to.deep.equal(zip);
    });
  });

  describe('of a user pool', () => {
    const pool = { Id: 'eu-central-1_Example', Name: 'sign-in' };

    it('is what it was created with and cannot be changed', () => {
      const UsernameAttributes = ['email'];
      gaps.fill({
        operation: 'CreateUserPool',
        request: { UsernameAttributes, MfaConfiguration: 'ON' },
        response: { UserPool: pool },
      });
      const described = gaps.fill({
        operation: 'DescribeUserPool',
        request: {},
        response: { UserPool: pool },
      });

      expect(described).to.deep.equal({
        UserPool: { ...pool, UserPoolTier: 'ESSENTIALS', UsernameAttributes },
      });
    });

    it('is not the tier that it was given', () => {
      const described = gaps.fill({
        operation: 'DescribeUserPool',
        request: {},
        response: { UserPool: { ...pool, UserPoolTier: 'PLUS' } },
      });

      expect(described).to.have.nested.property('UserPool.UserPoolTier', 'PLUS');
    });
  });

  it('is nothing of other answers', () => {
    const response = { Keys: [] };

    expect(gaps.fill({ operation: 'ListKeys', request: {}, response })).to.equal(response);
  });
});
