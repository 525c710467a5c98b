/** The DynamoDB tables: `aws_dynamodb_table`. */

import type { Table } from '../deployment.ts';
import type { Configuration } from '../terraform/configuration.ts';
import { ConfigurationError } from '../terraform/errors.ts';
import { type Instance, instancesOf } from './instances.ts';

const types = ['S', 'N', 'B'] as const;

/** @throws ConfigurationError for a table that has a range key */
export function readTables(configuration: Configuration): Table[] {
  return instancesOf(configuration, 'aws_dynamodb_table').map(table => {
    if (table.optionalText('range_key') !== undefined) {
      throw new ConfigurationError(`${table.address} has a range_key: only tables without one run here`);
    }
    const [ttl] = table.blocks('ttl');
    const ttlAttribute = ttl?.optionalBool('enabled') ? ttl.optionalText('attribute_name') : undefined;
    const [encryption] = table.blocks('server_side_encryption');
    const kmsKeyArn = encryption?.optionalBool('enabled')
      ? encryption.optionalText('kms_key_arn')
      : undefined;
    return {
      name: table.text('name'),
      arn: table.text('arn'),
      hashKey: table.text('hash_key'),
      hashKeyType: keyType(table),
      ...(ttlAttribute && { ttlAttribute }),
      ...(kmsKeyArn && { kmsKeyArn }),
    };
  });
}

function keyType(table: Instance): Table['hashKeyType'] {
  const key = table.text('hash_key');
  const declared = table
    .blocks('attribute')
    .find(attribute => attribute.text('name') === key)
    ?.text('type');
  const type = types.find(each => each === declared);
  if (type) return type;
  throw new ConfigurationError(
    `${table.address}: its hash_key ${key} needs an attribute block with the type S, N or B`,
  );
}
