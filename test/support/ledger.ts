import type { JsonObject } from '../../local/aws-service.ts';
import type { Loop } from './loop.ts';

interface Item {
  readonly id: { readonly S: string };
  readonly sentAt?: { readonly N: string };
}

/** Lets time pass for the messages that the ledger knows of, as whoever may write to the table can. */
export async function letPass(loop: Loop, seconds: number): Promise<void> {
  const TableName = 'test-ledger';
  const { Items } = (await call(loop, 'Scan', { TableName })) as { Items: Item[] };
  for (const { id, sentAt } of Items) {
    if (!sentAt) continue;
    await call(loop, 'UpdateItem', {
      TableName,
      Key: { id },
      UpdateExpression: 'SET sentAt = :sentAt',
      ExpressionAttributeValues: { ':sentAt': { N: String(Number(sentAt.N) - seconds) } },
    });
  }
}

async function call(loop: Loop, operation: string, input: JsonObject): Promise<unknown> {
  const response = await fetch(loop.endpoint, {
    method: 'POST',
    headers: {
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      'content-type': 'application/x-amz-json-1.0',
    },
    body: JSON.stringify(input),
  });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}
