import type { Message } from '../challenges/challenge.ts';
import { questionName } from '../question/nonce.ts';
import type { Parameters } from '../records.ts';
import type { EpochSeconds } from '../time.ts';
import type { HandedOver } from './hand-over.ts';
import type { MessageSettings } from './settings.ts';
import type { Found } from './texts/find-template.ts';
import { plainName } from './texts/plain-name.ts';
import { render } from './texts/render.ts';

/** A message that is ready to go. */
export interface Outgoing {
  /** The same for every try at this message. */
  readonly id: string;
  readonly medium: Message['medium'];
  /** An e-mail address, or a number in E.164. */
  readonly address: string;
  readonly challenge: string;
  /** The locale of the texts. */
  readonly locale: string;
  readonly subject?: string;
  readonly text: string;
  readonly html?: string;
  /** The values of the placeholders, for senders with their own texts. */
  readonly values: Parameters;
  readonly expiresAt: EpochSeconds;
  readonly userPoolId: string;
  readonly clientId: string;
  readonly userName: string;
}

/** Which message with which question it is. */
export function messageId({ question, send }: HandedOver): string {
  return `${questionName(question)} ${send}`;
}

/** What the challenge says of a message. */
type Content = Pick<Outgoing, 'medium' | 'values' | 'expiresAt'>;

/** Puts a message together. */
export function compose(
  handedOver: HandedOver & { readonly address: string },
  { template, locale }: Found,
  { medium, values, expiresAt }: Content,
  { appName, sms }: MessageSettings,
): Outgoing {
  const { question, address, name = '', userPoolId, clientId, userName } = handedOver;
  const filled = { ...values, app: appName, name: plainName(name) };
  const { subject, text, html } = render(template, filled, locale);
  return {
    ...{ id: messageId(handedOver), medium, address, challenge: question.challenge, locale, expiresAt },
    ...{ userPoolId, clientId, userName, values: filled },
    ...(subject !== undefined && { subject }),
    text: medium === 'SMS' ? text + webOtpLine(sms?.webOtpDomain, values.code) : text,
    ...(html !== undefined && { html }),
  };
}

/** The last line of a message whose code a browser may fill in, on that page alone: https://wicg.github.io/sms-one-time-codes/ */
function webOtpLine(domain: string | undefined, code: string | undefined): string {
  return domain && code ? `\n@${domain} #${code.replaceAll(' ', '')}` : '';
}
