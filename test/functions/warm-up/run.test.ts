import { expect } from 'chai';
import { inTime, timeLeft } from '../../../functions/http/time-left.ts';
import { beforeTheFirst } from '../../../functions/warm-up/run.ts';
import { setEnvironment, useEnvironment } from '../../support/environment.ts';

describe('what the warm-up takes', () => {
  useEnvironment(() => ({}));

  const slow = { lasts: true, get: () => new Promise(resolve => setTimeout(resolve, 400)) };

  async function leftAfter(type: string): Promise<readonly number[]> {
    setEnvironment({ AWS_LAMBDA_INITIALIZATION_TYPE: type });
    await beforeTheFirst(() => [slow]);
    const event = inTime(async () => timeLeft());
    return [await event(undefined), await event(undefined)];
  }

  it('is the first event’s time, which waits for it', async () => {
    const [first, next] = await leftAfter('on-demand');
    expect(first).to.be.within(3000, 3510);
    expect(next).to.be.within(3800, 3900);
  });

  it('is nobody’s time where the environment is provisioned', async () => {
    const [first] = await leftAfter('provisioned-concurrency');
    expect(first).to.be.within(3800, 3900);
  });
});
