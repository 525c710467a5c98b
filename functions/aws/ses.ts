import { regionOf } from './endpoint.ts';
import { type Place, send } from './send.ts';

export interface Email {
  /** What mail clients show for the address. */
  readonly fromName: string;
  /** A plain address. */
  readonly from: string;
  /** ARN of the identity that `from` belongs to, where another account owns it, or another region has it. */
  readonly identityArn?: string;
  readonly to: string;
  readonly replyTo: readonly string[];
  readonly configurationSet?: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
}

/** Otherwise a configuration set may lead links through a tracker, which then knows the tokens in them and reports them. */
const UNTRACKED = { ClickTrackingEnabled: 'DISABLED', OpenTrackingEnabled: 'DISABLED' };

/** Where SES is called for an identity. */
export const sesOf = ({ identityArn }: Pick<Email, 'identityArn'>): Place => ({
  service: 'ses',
  host: 'email',
  region: regionOf(identityArn),
});

/** `SendEmail` of SES v2. @throws AwsCallError */
export async function sendEmail(email: Email): Promise<void> {
  const { fromName, from, identityArn, to, replyTo, configurationSet, subject, text, html } = email;
  const input = {
    FromEmailAddress: `${phrase(fromName)} <${from}>`,
    FromEmailAddressIdentityArn: identityArn,
    Destination: { ToAddresses: [to] },
    ReplyToAddresses: replyTo,
    ConfigurationSetName: configurationSet,
    ConfigurationOverrides: { Tracking: UNTRACKED },
    Content: {
      Simple: {
        Subject: content(subject),
        Body: { Text: content(text), ...(html !== undefined && { Html: content(html) }) },
      },
    },
  };
  await send({
    ...sesOf(email),
    path: '/v2/email/outbound-emails',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(input),
    atMostOnce: true,
  });
}

const content = (text: string) => ({ Data: text, Charset: 'UTF-8' });

/** A name for a header: quoted (RFC 5322), or encoded if it is not ASCII (RFC 2047), which SES leaves to the caller. */
function phrase(name: string): string {
  if (/^[ -~]*$/.test(name)) return `"${name.replace(/["\\]/g, '\\$&')}"`;
  // An encoded word has up to 75 characters: 45 bytes of text, whole characters only.
  const words = [''];
  for (const character of name) {
    const last = words.length - 1;
    if (Buffer.byteLength(words[last] + character) <= 45) words[last] += character;
    else words.push(character);
  }
  return words.map(word => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join(' ');
}
