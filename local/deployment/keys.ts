/** The keys that derive answers: `aws_kms_key` with an HMAC_256 key, its policy, and its `aws_kms_alias`es. */

import type { HmacKey } from '../deployment.ts';
import { accountOf } from '../iam/request.ts';
import type { Configuration } from '../terraform/configuration.ts';
import { instancesOf } from './instances.ts';
import { readPolicy } from './policies.ts';

/** Keys that encrypt are not part of a Deployment: Lambda and CloudWatch use them, never a function's code. */
export function readKeys(configuration: Configuration): HmacKey[] {
  const aliases = instancesOf(configuration, 'aws_kms_alias');
  const policies = instancesOf(configuration, 'aws_kms_key_policy');
  return instancesOf(configuration, 'aws_kms_key')
    .filter(key => key.optionalText('customer_master_key_spec') === 'HMAC_256')
    .map(key => {
      const arn = key.text('arn');
      const own = policies.find(policy => [arn, key.text('key_id')].includes(policy.text('key_id')));
      const text = own?.text('policy') ?? key.optionalText('policy') ?? defaultPolicy(arn);
      return {
        arn,
        aliases: aliases
          .filter(alias => alias.text('target_key_arn') === arn)
          .map(alias => alias.text('name')),
        policy: readPolicy(text, 'resource', (own ?? key).address),
      };
    });
}

/**
 * Leaves everything to the policies of the account.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
function defaultPolicy(arn: string): string {
  const AWS = `arn:${arn.split(':')[1]}:iam::${accountOf(arn)}:root`;
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: { AWS }, Action: 'kms:*', Resource: '*' },
  });
}
