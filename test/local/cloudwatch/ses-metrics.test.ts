import { expect } from 'chai';
import type { Sample } from '../../../local/cloudwatch/metric.ts';
import { countMail } from '../../../local/cloudwatch/ses-metrics.ts';
import type { SendEmail } from '../../../local/services/ses.ts';
import { roleOf } from '../services/caller.ts';

describe('What SES counts of mail', () => {
  const { caller } = roleOf();
  const sending = (send: SendEmail) => {
    const samples: Sample[] = [];
    const counted = countMail(
      send,
      more => samples.push(...more),
      () => 1_763_750_000_123,
    );
    return { samples, send: () => counted({}, caller, '2') };
  };

  it('is what it accepts, and delivers to the outbox, without a dimension', () => {
    const { samples, send } = sending(() => 'message-1');

    expect(send()).to.equal('message-1');
    expect(
      samples.map(({ metric, ...sample }) => [metric.name, metric.namespace, metric.dimensions, sample]),
    ).to.deep.equal(
      ['Send', 'Delivery'].map(name => [
        ...[name, 'AWS/SES', {}],
        { atMs: 1_763_750_000_123, values: [1], unit: 'Count' },
      ]),
    );
  });

  it('is nothing of what it refuses', () => {
    const { samples, send } = sending(() => {
      throw new Error('AccountSuspendedException');
    });

    expect(send).to.throw('AccountSuspendedException');
    expect(samples).to.deep.equal([]);
  });
});
