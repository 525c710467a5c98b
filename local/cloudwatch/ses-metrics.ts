import type { SendEmail } from '../services/ses.ts';
import type { Count } from './metric.ts';

/**
 * The same sending, counted as SES does for the whole account. The outbox is the mail server of every recipient, and takes all.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-cloudwatch.html
 */
export function countMail(send: SendEmail, count: Count, now: () => number): SendEmail {
  return (...message) => {
    const id = send(...message);
    const sample = { atMs: now(), values: [1], unit: 'Count' };
    count(
      ['Send', 'Delivery'].map(name => ({
        metric: { namespace: 'AWS/SES', name, dimensions: {} },
        ...sample,
      })),
    );
    return id;
  };
}
