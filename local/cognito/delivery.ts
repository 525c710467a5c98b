/** Messages that Cognito itself sends, and what it tells the caller about them. */

import type { JsonObject } from '../aws-service.ts';
import type { Context } from './context.ts';
import type { User } from './users.ts';

type Medium = 'EMAIL' | 'SMS';
const attributeOf = { EMAIL: 'email', SMS: 'phone_number' } as const;

/**
 * Sends to the user's addresses of these media; to the first address that there is where none are named. The
 * deployment does not carry the pool's auto-verified attributes: an e-mail address comes first, as AWS prefers.
 */
export function deliver(
  context: Context,
  user: User,
  message: { subject: string; text: string; media?: readonly Medium[] },
): void {
  const reachable = (['EMAIL', 'SMS'] as const).filter(medium => user.attributes[attributeOf[medium]]);
  const media = message.media
    ? reachable.filter(medium => message.media?.includes(medium))
    : reachable.slice(0, 1);
  for (const medium of media) {
    const to = user.attributes[attributeOf[medium]] ?? '';
    context.send({ medium, to, ...(medium === 'EMAIL' && { subject: message.subject }), text: message.text });
  }
}

/** CodeDeliveryDetails; nothing where the user has no address. */
export function codeDeliveryDetails({ attributes }: Pick<User, 'attributes'>): JsonObject {
  const { email, phone_number } = attributes;
  if (email)
    return {
      CodeDeliveryDetails: { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: maskEmail(email) },
    };
  if (!phone_number) return {};
  const Destination = phone_number.replace(/\d(?=\d{4})/g, '*');
  return { CodeDeliveryDetails: { AttributeName: 'phone_number', DeliveryMedium: 'SMS', Destination } };
}

/** `a***@e***` */
export const maskEmail = (address: string): string => address.replace(/^(.)[^@]*@(.).*$/, '$1***@$2***');
