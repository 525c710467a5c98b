import { expect } from 'chai';
import { inTime, pause } from '../../../functions/http/time-left.ts';

describe('a pause', () => {
  const waited = async (wait: () => Promise<void>) => {
    const start = performance.now();
    await wait();
    return performance.now() - start;
  };

  it('is as long as it is to be', async () => {
    expect(await waited(() => pause(30))).to.be.above(28);
  });

  it('ends with the time of its invocation', async function () {
    this.timeout(20_000);
    const invocation = inTime(() => pause(600_000), 20);
    expect(await waited(() => invocation(undefined))).to.be.above(18);
  });
});
