import { randomBytes } from 'node:crypto';
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DynamoDBClient,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Item, UpdateItem } from '../../functions/aws/dynamodb.ts';

const client = new DynamoDBClient();

/** `functions/aws/dynamodb.ts`, by AWS's SDK. */
export const updateItem: UpdateItem = async ({ table, id, set, condition, values }) => {
  const lastWrite = randomBytes(16).toString('base64url');
  try {
    const { Attributes } = await client.send(
      new UpdateItemCommand({
        TableName: table,
        Key: { id: { S: id } },
        UpdateExpression: `SET lastWrite = :lastWrite, ${set}`,
        ConditionExpression: `NOT lastWrite = :lastWrite AND (${condition})`,
        ExpressionAttributeValues: Object.fromEntries(
          Object.entries({ ...values, lastWrite }).map(([name, value]) => [`:${name}`, toAttribute(value)]),
        ),
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return { done: true, item: toItem(Attributes) };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const item = toItem(error.Item);
    return { done: item.lastWrite === lastWrite, item };
  }
};

function toAttribute(value: Item[string]): AttributeValue {
  if (typeof value === 'number') return { N: String(value) };
  return typeof value === 'string' ? { S: value } : { SS: [...value] };
}

function toItem(attributes: Record<string, AttributeValue> = {}): Item {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { S, N, SS }]) => [name, S ?? SS ?? Number(N)]),
  );
}
