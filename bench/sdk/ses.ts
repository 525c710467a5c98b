import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { regionOf } from '../../functions/aws/endpoint.ts';
import type { Email } from '../../functions/aws/ses.ts';
import { clientsByRegion } from './clients.ts';

const client = clientsByRegion(configuration => new SESv2Client({ ...configuration, maxAttempts: 1 }));

const content = (text: string) => ({ Data: text, Charset: 'UTF-8' });

/** `functions/aws/ses.ts`, by AWS's SDK, for names in ASCII. */
export async function sendEmail(email: Email): Promise<void> {
  const { fromName, from, identityArn, to, replyTo, configurationSet, subject, text, html } = email;
  await client(regionOf(identityArn)).send(
    new SendEmailCommand({
      FromEmailAddress: `"${fromName}" <${from}>`,
      FromEmailAddressIdentityArn: identityArn,
      Destination: { ToAddresses: [to] },
      ReplyToAddresses: [...replyTo],
      ConfigurationSetName: configurationSet,
      Content: {
        Simple: {
          Subject: content(subject),
          Body: { Text: content(text), ...(html !== undefined && { Html: content(html) }) },
        },
      },
    }),
  );
}
