import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias/index.js';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key/index.js';
import { Construct } from 'constructs';
import { address, hcl } from './hcl.ts';
import { why } from './why.ts';

/** The key that answers are derived from. It never leaves KMS. */
export class AnswerKey extends Construct {
  readonly address: string;
  readonly #key: KmsKey;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#key = new KmsKey(this, 'key', {
      description: '${var.name}: answers to authentication challenges',
      keyUsage: 'GENERATE_VERIFY_MAC',
      customerMasterKeySpec: 'HMAC_256',
      deletionWindowInDays: 30,
      tags: hcl.map('var.tags'),
    });
    new KmsAlias(this, 'alias', { name: 'alias/${var.name}-answers', targetKeyId: this.#key.keyId });
    this.address = address(this.#key);
  }

  /**
   * Lets only these roles derive answers.
   *
   * @param roles an expression of a list of ARNs
   */
  restrictTo(roles: string): void {
    const root = `\${join(":", concat(slice(split(":", ${roles}[0]), 0, 5), ["root"]))}`;
    const document = new DataAwsIamPolicyDocument(this, 'policy_document', {
      statement: [
        {
          sid: 'ManageButNotUse',
          principals: [{ type: 'AWS', identifiers: [root] }],
          actions: [
            'kms:CancelKeyDeletion',
            'kms:CreateAlias',
            'kms:DeleteAlias',
            'kms:Describe*',
            'kms:DisableKey',
            'kms:EnableKey',
            'kms:Get*',
            'kms:List*',
            'kms:PutKeyPolicy',
            'kms:ScheduleKeyDeletion',
            'kms:TagResource',
            'kms:UntagResource',
            'kms:UpdateAlias',
            'kms:UpdateKeyDescription',
          ],
          resources: ['*'],
        },
        {
          sid: 'DeriveAnswers',
          principals: [{ type: 'AWS', identifiers: hcl.list(roles) }],
          actions: ['kms:GenerateMac'],
          resources: ['*'],
        },
      ],
    });
    why(
      document,
      `Only these roles derive answers: the account’s administrators may manage the key, but a policy elsewhere that allows kms:* is not enough to derive. They may change this policy, because somebody must be able to: a key whose policy locks everybody out is lost. The roles’ own policies need not repeat it.
https://docs.aws.amazon.com/kms/latest/developerguide/control-access.html`,
    );
    this.#key.policy = document.json;
  }
}
