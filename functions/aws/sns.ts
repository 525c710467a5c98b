import { type Place, send } from './send.ts';

export interface PublishedMessage {
  /** E.164. */
  readonly to: string;
  readonly text: string;
  /** What phones show as the sender, where the country allows it. */
  readonly senderId?: string;
  /** E.164: the number that it is sent from. */
  readonly originationNumber?: string;
  /** Of the registration that India asks for: https://docs.aws.amazon.com/sns/latest/dg/channels-sms-senderid-india.html */
  readonly entityId?: string;
  readonly templateId?: string;
}

export const SNS: Place = { service: 'sns' };

/** `Publish` of SNS, to a phone number (query protocol). @throws AwsCallError */
export async function publish({ to, text, ...message }: PublishedMessage): Promise<void> {
  const attributes = Object.entries({
    'AWS.SNS.SMS.SMSType': 'Transactional',
    'AWS.SNS.SMS.SenderID': message.senderId,
    'AWS.MM.SMS.OriginationNumber': message.originationNumber,
    'AWS.MM.SMS.EntityId': message.entityId,
    'AWS.MM.SMS.TemplateId': message.templateId,
  }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const form = new URLSearchParams({
    Action: 'Publish',
    Version: '2010-03-31',
    PhoneNumber: to,
    Message: text,
  });
  for (const [index, [name, value]] of attributes.entries()) {
    const entry = `MessageAttributes.entry.${index + 1}`;
    form.set(`${entry}.Name`, name);
    form.set(`${entry}.Value.DataType`, 'String');
    form.set(`${entry}.Value.StringValue`, value);
  }
  await send({
    ...SNS,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: form.toString(),
    atMostOnce: true,
  });
}
