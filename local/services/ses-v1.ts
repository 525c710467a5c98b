import { AwsError, type JsonObject } from '../aws-service.ts';
import type { QueryService } from '../http/aws-query.ts';
import type { SendEmail } from './ses.ts';

/** SES v1: `SendEmail`, for functions of somebody's own that were written for it. */
export function createSesV1(send: SendEmail): QueryService {
  return {
    xmlNamespace: 'http://ses.amazonaws.com/doc/2010-12-01/',
    accessDeniedCode: 'AccessDenied',
    operations: {
      SendEmail: (form, caller) => {
        try {
          return { MessageId: send(asVersion2(form), caller, '1') };
        } catch (error) {
          const isRefused = error instanceof AwsError && error.code === 'BadRequestException';
          throw isRefused ? new AwsError('InvalidParameterValue', error.message) : error;
        }
      },
    },
  };
}

function asVersion2(form: JsonObject): JsonObject {
  const list = (name: string) =>
    Object.entries(form).flatMap(([key, value]) => (key.startsWith(`${name}.member.`) ? [value] : []));
  const content = (name: string) => ({ Data: form[`${name}.Data`] ?? null });
  return {
    FromEmailAddress: form.Source ?? null,
    ...(form.SourceArn && { FromEmailAddressIdentityArn: form.SourceArn }),
    ...(form.ConfigurationSetName && { ConfigurationSetName: form.ConfigurationSetName }),
    Destination: {
      ToAddresses: ['To', 'Cc', 'Bcc'].flatMap(kind => list(`Destination.${kind}Addresses`)),
    },
    Content: {
      Simple: {
        Subject: content('Message.Subject'),
        Body: { Text: content('Message.Body.Text'), Html: content('Message.Body.Html') },
      },
    },
  };
}
