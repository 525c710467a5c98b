import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws-service.ts';
import type { QueryService } from '../http/aws-query.ts';
import type { Iam } from './iam.ts';
import { isPhoneNumber, type Post } from './outbox.ts';

/** SNS: `Publish` to a phone number. */
export function createSns(iam: Iam, post: Post): QueryService {
  return {
    xmlNamespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
    accessDeniedCode: 'AuthorizationError',
    operations: {
      Publish: ({ PhoneNumber, TopicArn, TargetArn, Message }, caller) => {
        const target = PhoneNumber ?? TopicArn ?? TargetArn;
        if (typeof target !== 'string') {
          throw new AwsError(
            'InvalidParameter',
            'Invalid parameter: TopicArn or TargetArn Reason: no value for required parameter',
          );
        }
        // A number has no ARN: policies see it as it is.
        iam.authorize(caller, { action: 'SNS:Publish', resource: target });
        if (PhoneNumber === undefined) throw new AwsError('NotFound', 'Topic does not exist', 404);
        if (!isPhoneNumber(target)) {
          throw new AwsError(
            'InvalidParameter',
            `Invalid parameter: PhoneNumber Reason: ${target} is not valid to publish to`,
          );
        }
        if (typeof Message !== 'string' || Message === '') {
          throw new AwsError('InvalidParameter', 'Invalid parameter: Empty message');
        }
        post({ medium: 'SMS', to: target, text: Message }, caller);
        return { MessageId: randomUUID() };
      },
    },
  };
}
