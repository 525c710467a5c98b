import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias/index.js';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key/index.js';
import { Construct } from 'constructs';
import { address, hcl } from './hcl.ts';

/** The key that answers are derived from. It never leaves KMS. */
export class AnswerKey extends Construct {
  readonly arn: string;
  readonly address: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const key = new KmsKey(this, 'key', {
      description: hcl.string('"${var.name}: answers to authentication challenges"'),
      keyUsage: 'GENERATE_VERIFY_MAC',
      customerMasterKeySpec: 'HMAC_256',
      deletionWindowInDays: 30,
      tags: hcl.map('var.tags'),
    });
    new KmsAlias(this, 'alias', { name: 'alias/${var.name}-answers', targetKeyId: key.keyId });
    this.arn = key.arn;
    this.address = address(key);
  }
}
