import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table/index.js';
import { Construct } from 'constructs';
import { ITEM_KINDS } from '../functions/ledger/items.ts';
import type { OptionalStatement } from './function-role.ts';
import { address, hcl } from './hcl.ts';
import type { FunctionName } from './packages.ts';

/** The table of counters: attempts, messages, single use. Its keys are pseudonyms and hashes. */
export class Ledger extends Construct {
  readonly address: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const table = new DynamodbTable(this, 'table', {
      count: hcl.number('var.ledger_enabled ? 1 : 0'),
      name: '${var.name}-ledger',
      billingMode: 'PAY_PER_REQUEST',
      hashKey: 'id',
      attribute: [{ name: 'id', type: 'S' }],
      ttl: { attributeName: 'expiresAt', enabled: true },
      pointInTimeRecovery: { enabled: true },
      tags: hcl.map('var.tags'),
    });
    table.addOverride('dynamic.server_side_encryption', {
      for_each: '${var.kms_key_arn[*]}',
      content: { enabled: true, kms_key_arn: '${server_side_encryption.value}' },
    });
    this.address = address(table);
  }

  /**
   * For the role of a function that counts: updates of its own kinds of items. An update can read the item that it
   * names, since no condition key covers `ReturnValuesOnConditionCheckFailure`, so `dynamodb:ReturnValues` would
   * narrow nothing. What keeps others' items from a function is their keys, which nobody can guess or list.
   */
  count(name: FunctionName): readonly OptionalStatement[] {
    return [
      {
        '//': 'Updates of the function’s own kinds of items. An update always names a key, so "for all values" never holds for an empty set.',
        for_each: `\${${this.address}[*].arn}`,
        content: {
          sid: 'Count',
          actions: ['dynamodb:UpdateItem'],
          resources: ['${statement.value}'],
          condition: [
            {
              test: 'ForAllValues:StringLike',
              variable: 'dynamodb:LeadingKeys',
              values: kindsOf(name).map(kind => `${kind} *`),
            },
          ],
        },
      },
      {
        '//': 'A table under a key of your own is decrypted with the function’s permissions, even for a write.',
        for_each: '${var.ledger_enabled ? var.kms_key_arn[*] : []}',
        content: {
          sid: 'OpenLedger',
          actions: ['kms:Decrypt'],
          resources: ['${statement.value}'],
          condition: [{ test: 'StringLike', variable: 'kms:ViaService', values: ['dynamodb.*'] }],
        },
      },
    ];
  }
}

const kindsOf = (name: FunctionName): string[] =>
  Object.entries<readonly string[]>(ITEM_KINDS).flatMap(([kind, functions]) =>
    functions.includes(name) ? [kind] : [],
  );
