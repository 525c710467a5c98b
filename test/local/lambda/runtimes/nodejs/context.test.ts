import { expect } from 'chai';
import type { Files } from '../../../../support/zip-of.ts';
import { useLambda } from '../../deploy.ts';

const handler = (code: string): Files => ({ 'index.js': `exports.handler = ${code};` });

describe('the Node.js runtime: the context', function () {
  this.timeout(30_000);
  const { deploy } = useLambda();

  it('gives the handler its context', async () => {
    const { invoke, fn } = await deploy(
      handler(`async (_event, context) => ({
        ...context, remaining: context.getRemainingTimeInMillis(), trace: process.env._X_AMZN_TRACE_ID,
      })`),
      { memoryMb: 512, timeoutSeconds: 20 },
    );
    const { awsRequestId, logStreamName, remaining, trace, ...others } = (await invoke()).result as Record<
      string,
      unknown
    >;

    expect(awsRequestId).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/);
    expect(logStreamName).to.match(/\[\$LATEST\]/);
    expect(remaining).to.be.within(1, 20_000);
    expect(trace).to.match(/^Root=1-/);
    expect(others).to.deep.equal({
      callbackWaitsForEmptyEventLoop: true,
      functionName: fn.name,
      functionVersion: '$LATEST',
      invokedFunctionArn: fn.arn,
      logGroupName: `/aws/lambda/${fn.name}`,
      memoryLimitInMB: '512',
    });
    const { result } = await invoke();
    expect(result).to.have.property('awsRequestId').that.does.not.equal(awsRequestId);
  });
});
