/** The keys that derive answers: `aws_kms_key` with an HMAC_256 key, and its `aws_kms_alias`es. */

import type { HmacKey } from '../../deployment.ts';
import type { Configuration } from '../configuration.ts';
import { instancesOf } from './instances.ts';

/** Keys that encrypt are no part of a Deployment: Lambda and CloudWatch use them, never a function's code. */
export function readKeys(configuration: Configuration): HmacKey[] {
  const aliases = instancesOf(configuration, 'aws_kms_alias');
  return instancesOf(configuration, 'aws_kms_key')
    .filter(key => key.optionalText('customer_master_key_spec') === 'HMAC_256')
    .map(key => {
      const arn = key.text('arn');
      return {
        arn,
        aliases: aliases
          .filter(alias => alias.text('target_key_arn') === arn)
          .map(alias => alias.text('name')),
      };
    });
}
