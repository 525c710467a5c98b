import { AwsCallError, sendJson } from './send.ts';

/** An item's fields: texts, numbers, and sets of texts. */
export type Item = Readonly<Record<string, string | number | readonly string[]>>;

export interface Update {
  readonly table: string;
  /** The item's `id`. */
  readonly id: string;
  /** An update expression; values stand as `:name`. DynamoDB wants each of them used, and reserves some field names. */
  readonly update: string;
  readonly condition: string;
  readonly values: Readonly<Record<string, string | number | readonly string[]>>;
}

/** What came of a conditional update: where the condition did not hold, `item` is what stood there. */
export interface Updated {
  readonly done: boolean;
  readonly item: Item;
}

/** `UpdateItem` of DynamoDB, if the condition holds. @throws AwsCallError for anything else that went wrong */
export async function updateItem({ table, id, update, condition, values }: Update): Promise<Updated> {
  try {
    await sendJson(
      'dynamodb',
      'DynamoDB_20120810.UpdateItem',
      {
        TableName: table,
        Key: { id: { S: id } },
        UpdateExpression: update,
        ConditionExpression: condition,
        ExpressionAttributeValues: Object.fromEntries(
          Object.entries(values).map(([name, value]) => [`:${name}`, toAttribute(value)]),
        ),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
      { version: '1.0' },
    );
    return { done: true, item: {} };
  } catch (error) {
    if (!(error instanceof AwsCallError) || error.code !== 'ConditionalCheckFailedException') throw error;
    return { done: false, item: toItem(error.details().Item) };
  }
}

function toAttribute(value: Item[string]): object {
  if (typeof value === 'number') return { N: String(value) };
  return typeof value === 'string' ? { S: value } : { SS: value };
}

function toItem(attributes: unknown): Item {
  const fields = Object.entries(Object(attributes) as Record<string, { S?: string; N?: string; SS?: string[] }>);
  return Object.fromEntries(fields.map(([name, { S, N, SS }]) => [name, S ?? SS ?? Number(N)]));
}
