/**
 * Sends one e-mail through SES with tracking switched off, by a role that has `ses:SendEmail` alone: whether SES
 * wants `ses:ApplyTrackingConfigurationOverrides` besides. Gives back what SES said.
 */

import { AwsCallError, send } from '../../functions/aws/send.ts';

export interface Mail {
  readonly to: string;
  readonly tracking: boolean;
}

const OFF = { ClickTrackingEnabled: 'DISABLED', OpenTrackingEnabled: 'DISABLED' };

export async function handler({ to, tracking }: Mail): Promise<{ code: string }> {
  const input = {
    FromEmailAddress: process.env.FROM,
    Destination: { ToAddresses: [to] },
    ...(tracking && { ConfigurationOverrides: { Tracking: OFF } }),
    Content: {
      Simple: { Subject: { Data: 'Acceptance' }, Body: { Text: { Data: 'A test of permissions.' } } },
    },
  };
  try {
    await send({
      service: 'ses',
      host: 'email',
      path: '/v2/email/outbound-emails',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(input),
      atMostOnce: true,
    });
    return { code: 'sent' };
  } catch (error) {
    if (error instanceof AwsCallError) return { code: error.code };
    throw error;
  }
}
