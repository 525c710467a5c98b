import { randomUUID } from 'node:crypto';
import { AwsError, type Json, type JsonObject } from '../aws-service.ts';
import type { JsonService } from '../http/aws-json.ts';
import { arnIn, type Place } from './arn.ts';
import type { Iam } from './iam.ts';
import { isPhoneNumber, type Post } from './outbox.ts';

/** AWS End User Messaging SMS, whose API has the name of Pinpoint: `SendTextMessage`. */
export function createEndUserMessaging(place: Place, iam: Iam, post: Post): JsonService {
  return {
    messageField: 'Message',
    operations: {
      SendTextMessage: (input, caller) => {
        const resources = resourcesOf(input, place);
        iam.authorize(
          caller,
          ...resources.map(resource => ({ action: 'sms-voice:SendTextMessage', resource })),
        );
        const { DestinationPhoneNumber: to, MessageBody: text } = input;
        if (typeof to !== 'string' || !isPhoneNumber(to)) throw invalid('DestinationPhoneNumber');
        if (typeof text !== 'string' || text === '' || text.length > 1600) throw invalid('MessageBody');
        post({ medium: 'SMS', to, text }, caller);
        return { MessageId: randomUUID() };
      },
    },
  };
}

/**
 * Everything that the request names is authorised.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_sms-voice.html
 */
function resourcesOf(input: JsonObject, place: Place): string[] {
  const { OriginationIdentity, ConfigurationSetName, ProtectConfigurationId } = input;
  const named = (id: Json | undefined, type: string) => {
    if (typeof id !== 'string') return [];
    return [id.startsWith('arn:') ? id : arnIn(place, 'sms-voice', `${type}/${id}`)];
  };
  return [
    // Without an identity AWS picks one of the account's (which of them it then authorises: unverified); here, a number.
    ...named(OriginationIdentity ?? 'phone-local', typeOf(OriginationIdentity)),
    ...named(ConfigurationSetName, 'configuration-set'),
    ...named(ProtectConfigurationId, 'protect-configuration'),
  ];
}

/** Ids of pools begin with `pool-`; those of senders are what phones show, and `/` and a country. */
function typeOf(identity: Json | undefined): string {
  const id = String(identity ?? '');
  if (id.startsWith('pool-')) return 'pool';
  return /^[A-Za-z0-9-]+\/[A-Z]{2}$/.test(id) ? 'sender-id' : 'phone-number';
}

function invalid(field: string): AwsError {
  const Reason = 'FIELD_VALIDATION_FAILED';
  return new AwsError('ValidationException', `Parameter ${field} is not valid.`, 400, { Reason });
}
