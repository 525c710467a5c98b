/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */

import type { Attachment } from './parse-policy.ts';
import { PolicyError } from './policy-error.ts';

/** Of the services here, those whose every ARN has a type of resource, which takes no wildcard. */
const TYPED = ['dynamodb', 'events', 'iam', 'kms', 'lambda', 'secretsmanager', 'ses', 'sms-voice', 'ssm'];

const WILDCARD = /[*?]/;

/**
 * A resource as a policy may name it. In a role's policy, an ARN that ends early means all ARNs that begin with it.
 *
 * @throws PolicyError for what AWS refuses
 */
export function resourcePattern(text: string, attachment: Attachment): string {
  if (text === '*') return text;
  const [arn, partition = '', service = '', ...rest] = text.split(':');
  if (arn !== 'arn') throw new PolicyError(`a resource is an ARN or *; got ${text}`);
  if (WILDCARD.test(partition) || WILDCARD.test(service)) {
    throw new PolicyError(`${text} has a wildcard in the partition or the service, where AWS takes none`);
  }
  const [type = '', ...names] = rest.slice(2).join(':').split(/[/:]/);
  if (TYPED.includes(service) && names.length > 0 && WILDCARD.test(type)) {
    throw new PolicyError(`${text} has a wildcard in the type of the resource, where AWS takes none`);
  }
  const missing = Math.max(0, 6 - text.split(':').length);
  return attachment === 'identity' ? text + ':*'.repeat(missing) : text;
}
