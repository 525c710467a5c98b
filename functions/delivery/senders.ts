import { invoke, lambdaOf } from '../aws/lambda.ts';
import type { Place } from '../aws/send.ts';
import { sendEmail, sesOf } from '../aws/ses.ts';
import { sendTextMessage, smsOf } from '../aws/sms.ts';
import { publish, SNS } from '../aws/sns.ts';
import type { Message } from '../challenges/challenge.ts';
import type { Clock } from '../time.ts';
import { parametersFor } from './destination-parameters.ts';
import type { Outgoing } from './outgoing.ts';
import type { EmailSettings, MessageSettings, SmsSettings } from './settings.ts';

/** Sends a message. @throws AwsCallError */
export type Send = (message: Outgoing) => Promise<void>;
export type Senders = Readonly<Partial<Record<Message['medium'], Send>>>;

/** Who sends, by medium. */
export function sendersFor({ appName, email, sms, senderArn }: MessageSettings, now: Clock): Senders {
  if (senderArn !== undefined) return { EMAIL: ownSender(senderArn), SMS: ownSender(senderArn) };
  return {
    ...(email && { EMAIL: ses(email, appName) }),
    ...(sms && { SMS: smsSenders[sms.provider](sms, now) }),
  };
}

/** Where the senders are called, by medium. */
export function sendersPlaces({
  email,
  sms,
  senderArn,
}: MessageSettings): Partial<Record<Message['medium'], Place>> {
  if (senderArn !== undefined) return { EMAIL: lambdaOf(senderArn), SMS: lambdaOf(senderArn) };
  return {
    ...(email && { EMAIL: sesOf(email) }),
    ...(sms && { SMS: sms.provider === 'sns' ? SNS : smsOf(sms) }),
  };
}

function ses({ from, replyTo, configurationSet, identityArn }: EmailSettings, fromName: string): Send {
  return async ({ address, subject = fromName, text, html }) =>
    sendEmail({
      ...{ fromName, from, replyTo, to: address, subject, text },
      ...(identityArn && { identityArn }),
      ...(configurationSet && { configurationSet }),
      ...(html !== undefined && { html }),
    });
}

const smsSenders: Readonly<Record<SmsSettings['provider'], (settings: SmsSettings, now: Clock) => Send>> = {
  end_user_messaging:
    ({ originationIdentity, configurationSet, destinationParameters }, now) =>
    async ({ address, text, expiresAt }) => {
      const countryParameters = parametersFor(address, destinationParameters);
      await sendTextMessage({
        ...{ to: address, text, secondsToLive: expiresAt - now() / 1000 },
        ...(originationIdentity && { originationIdentity }),
        ...(configurationSet && { configurationSet }),
        ...(countryParameters && { countryParameters }),
      });
    },
  sns:
    ({ originationIdentity, senderId, destinationParameters }) =>
    async ({ address, text }) => {
      const { 'AWS.MM.SMS.EntityId': entityId, 'AWS.MM.SMS.TemplateId': templateId } =
        parametersFor(address, destinationParameters) ?? {};
      await publish({
        ...{ to: address, text },
        ...(senderId && { senderId }),
        ...(originationIdentity && { originationNumber: originationIdentity }),
        ...(entityId && { entityId }),
        ...(templateId && { templateId }),
      });
    },
};

/** The operator's own function, in any language. An error of it means that nothing was sent. */
function ownSender(functionArn: string): Send {
  return async ({ id, medium, address, expiresAt, ...message }) => {
    const event = {
      messageId: id,
      channel: medium,
      destination: address,
      expiresAt: new Date(expiresAt * 1000).toISOString(),
      ...message,
    };
    await invoke(functionArn, event, { atMostOnce: true });
  };
}
