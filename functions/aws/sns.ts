import { send } from './send.ts';

export interface PublishedMessage {
  /** E.164. */
  readonly to: string;
  readonly text: string;
  /** What phones show as the sender, where the country allows it. */
  readonly senderId?: string;
  /** E.164: the number that it is sent from. */
  readonly originationNumber?: string;
}

/** `Publish` of SNS, to a phone number (query protocol). @throws AwsCallError */
export async function publish({ to, text, senderId, originationNumber }: PublishedMessage): Promise<void> {
  const attributes = Object.entries({
    'AWS.SNS.SMS.SMSType': 'Transactional',
    'AWS.SNS.SMS.SenderID': senderId,
    'AWS.MM.SMS.OriginationNumber': originationNumber,
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
    service: 'sns',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: form.toString(),
    atMostOnce: true,
  });
}
