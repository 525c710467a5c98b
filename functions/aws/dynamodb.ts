import { randomBytes } from 'node:crypto';
import { AwsCallError, sendJson } from './send.ts';

/** An item's fields: texts, numbers, and sets of texts. */
export type Item = Readonly<Record<string, string | number | readonly string[]>>;

export interface Update {
  readonly table: string;
  /** The item's `id`. */
  readonly id: string;
  /**
   * What SET sets, and other clauses of an update expression after it. Values are written `:name`. DynamoDB requires each of
   * them used, and reserves some field names.
   */
  readonly set: string;
  readonly condition: string;
  readonly values: Readonly<Record<string, string | number | readonly string[]>>;
}

/** The outcome of a conditional update, and the item as it is now. */
export interface Updated {
  readonly done: boolean;
  readonly item: Item;
}

export type UpdateItem = (update: Update) => Promise<Updated>;

/**
 * `UpdateItem` of DynamoDB, if the condition holds. It is done once: where the answer to a try is lost, the next try
 * finds the mark of this call in the item.
 *
 * @throws AwsCallError for anything else that went wrong
 */
export async function updateItem({ table, id, set, condition, values }: Update): Promise<Updated> {
  // Not a UUID, the first of which costs a cold start 0.7 ms.
  const lastWrite = randomBytes(16).toString('base64url');
  try {
    const { Attributes } = await sendJson(
      'dynamodb',
      'DynamoDB_20120810.UpdateItem',
      {
        TableName: table,
        Key: { id: { S: id } },
        UpdateExpression: `SET lastWrite = :lastWrite, ${set}`,
        ConditionExpression: `NOT lastWrite = :lastWrite AND (${condition})`,
        ExpressionAttributeValues: Object.fromEntries(
          Object.entries({ ...values, lastWrite }).map(([name, value]) => [`:${name}`, toAttribute(value)]),
        ),
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
      { version: '1.0' },
    );
    return { done: true, item: toItem(Attributes) };
  } catch (error) {
    if (!(error instanceof AwsCallError) || error.code !== 'ConditionalCheckFailedException') throw error;
    const item = toItem(error.details().Item);
    return { done: item.lastWrite === lastWrite, item };
  }
}

function toAttribute(value: Item[string]): object {
  if (typeof value === 'number') return { N: String(value) };
  return typeof value === 'string' ? { S: value } : { SS: value };
}

function toItem(attributes: unknown): Item {
  const fields = Object.entries(
    Object(attributes) as Record<string, { S?: string; N?: string; SS?: string[] }>,
  );
  return Object.fromEntries(fields.map(([name, { S, N, SS }]) => [name, S ?? SS ?? Number(N)]));
}
