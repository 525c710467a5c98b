import { regionOf } from './endpoint.ts';
import { type Place, sendJson } from './send.ts';

export interface TextMessage {
  /** E.164. */
  readonly to: string;
  readonly text: string;
  /** ARN or id of the number, sender or pool; AWS picks one without. */
  readonly originationIdentity?: string;
  /** Name or ARN. */
  readonly configurationSet?: string;
  /** What a country requires in addition, such as `IN_ENTITY_ID`. */
  readonly countryParameters?: Readonly<Record<string, string>>;
  /** How long carriers may try: a late code is of no use. */
  readonly secondsToLive: number;
}

type From = Pick<TextMessage, 'originationIdentity' | 'configurationSet'>;

/** Where End User Messaging is called for a sender. */
export const smsOf = ({ originationIdentity, configurationSet }: From): Place => ({
  service: 'sms-voice',
  region: regionOf(originationIdentity) ?? regionOf(configurationSet),
});

const MIN_SECONDS_TO_LIVE = 5;

/** `SendTextMessage` of AWS End User Messaging SMS. @throws AwsCallError */
export async function sendTextMessage(message: TextMessage): Promise<void> {
  const input = {
    DestinationPhoneNumber: message.to,
    MessageBody: message.text,
    MessageType: 'TRANSACTIONAL',
    OriginationIdentity: message.originationIdentity,
    ConfigurationSetName: message.configurationSet,
    DestinationCountryParameters: message.countryParameters,
    TimeToLive: Math.max(MIN_SECONDS_TO_LIVE, Math.floor(message.secondsToLive)),
  };
  const { service, region } = smsOf(message);
  await sendJson(service, 'PinpointSMSVoiceV2.SendTextMessage', input, {
    version: '1.0',
    region,
    atMostOnce: true,
  });
}
