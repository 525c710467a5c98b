import { isObject, type Json, type JsonObject } from '../aws-service.ts';
import type { Table } from '../deployment.ts';
import type { Context } from '../iam/policy.ts';
import type { Request } from '../iam/request.ts';
import { arnIn, type Place } from './arn.ts';

/**
 * What DynamoDB authorises for an operation: the action on the table, and that the caller may open the table, where it
 * is under a key of the owner's. Such a key's own policy is not known here.
 */
export function tableRequests(
  operation: string,
  input: JsonObject,
  tables: readonly Table[],
  place: Place,
): Request[] {
  const name = String(input.TableName);
  const table = tables.find(each => each.name === name);
  const resource = arnIn(place, 'dynamodb', `table/${name}`);
  const request = { action: `dynamodb:${operation}`, resource, context: contextOf(input, table) };
  return table?.kmsKeyArn === undefined ? [request] : [request, openTable(table, table.kmsKeyArn, place)];
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html */
function openTable({ name }: Table, kmsKeyArn: string, { region, accountId }: Place): Request {
  const encryptionContext = { 'aws:dynamodb:tableName': name, 'aws:dynamodb:subscriberId': accountId };
  const pairs = Object.entries(encryptionContext).map(
    ([key, value]) => [`kms:EncryptionContext:${key}`, value] as const,
  );
  return {
    action: 'kms:Decrypt',
    resource: kmsKeyArn,
    context: {
      'aws:ViaAWSService': 'true',
      'aws:CalledVia': ['dynamodb.amazonaws.com'],
      'kms:CallerAccount': accountId,
      'kms:EncryptionAlgorithm': 'SYMMETRIC_DEFAULT',
      'kms:EncryptionContextKeys': Object.keys(encryptionContext),
      'kms:ViaService': `dynamodb.${region}.amazonaws.com`,
      ...Object.fromEntries(pairs),
    },
  };
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html */
function contextOf(input: JsonObject, table: Table | undefined): Context {
  const { Key, Item, ReturnValues, ReturnConsumedCapacity, Select } = input;
  const item = isObject(Key) ? Key : isObject(Item) ? Item : {};
  const attributes = new Set([...Object.keys(item), ...namesIn(input)]);
  return {
    ...(table && { 'dynamodb:LeadingKeys': textsOf(item[table.hashKey]) }),
    ...(attributes.size > 0 && { 'dynamodb:Attributes': [...attributes] }),
    ...(typeof ReturnValues === 'string' && { 'dynamodb:ReturnValues': ReturnValues }),
    ...(typeof ReturnConsumedCapacity === 'string' && {
      'dynamodb:ReturnConsumedCapacity': ReturnConsumedCapacity,
    }),
    ...(typeof Select === 'string' && { 'dynamodb:Select': Select }),
  };
}

/** `{ S: 'x' }` as `x`. */
const textsOf = (value: Json | undefined): string[] =>
  isObject(value) ? Object.values(value).map(String) : [];

const EXPRESSIONS = [
  ...['UpdateExpression', 'ConditionExpression', 'ProjectionExpression'],
  ...['KeyConditionExpression', 'FilterExpression'],
];

/** Words of expressions that name no attribute. */
const KEYWORDS = /^(SET|REMOVE|ADD|DELETE|AND|OR|NOT|IN|BETWEEN)$/i;

/** The attributes that expressions name: the first part of each path. Functions are followed by a bracket. */
function namesIn(input: JsonObject): string[] {
  const aliases = isObject(input.ExpressionAttributeNames) ? input.ExpressionAttributeNames : {};
  return EXPRESSIONS.flatMap(name => {
    const words = String(input[name] ?? '').matchAll(/(?<![\w:#.])(#?[A-Za-z_]\w*)(?!\w|\s*\()/g);
    return [...words].flatMap(([, word = '']) =>
      KEYWORDS.test(word) ? [] : [String(Object.hasOwn(aliases, word) ? aliases[word] : word)],
    );
  });
}
