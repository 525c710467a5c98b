import { randomUUID } from 'node:crypto';
import { AwsError, type Json } from '../aws-service.ts';
import type { JsonService } from '../http/aws-json.ts';
import { arnIn, type Place } from './arn.ts';
import type { Iam } from './iam.ts';
import { isPhoneNumber, type Post } from './outbox.ts';

/** AWS End User Messaging SMS, whose API has the name of Pinpoint: `SendTextMessage`. */
export function createEndUserMessaging(place: Place, iam: Iam, post: Post): JsonService {
  /** Without an identity AWS picks one of the account's: here, a number. */
  const originationArn = (identity: Json | undefined): string => {
    if (typeof identity === 'string' && identity.startsWith('arn:')) return identity;
    return arnIn(place, 'sms-voice', `phone-number/${identity ?? 'phone-local'}`);
  };
  return {
    messageField: 'Message',
    operations: {
      SendTextMessage: (input, caller) => {
        iam.authorize(caller, 'sms-voice:SendTextMessage', originationArn(input.OriginationIdentity));
        const { DestinationPhoneNumber: to, MessageBody: text } = input;
        if (typeof to !== 'string' || !isPhoneNumber(to)) throw invalid('DestinationPhoneNumber');
        if (typeof text !== 'string' || text === '' || text.length > 1600) throw invalid('MessageBody');
        post({ medium: 'SMS', to, text });
        return { MessageId: randomUUID() };
      },
    },
  };
}

function invalid(field: string): AwsError {
  const Reason = 'FIELD_VALIDATION_FAILED';
  return new AwsError('ValidationException', `Parameter ${field} is not valid.`, 400, { Reason });
}
