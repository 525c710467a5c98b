import type { JsonObject } from '../../local/aws-service.ts';
import type { Loop } from './loop.ts';

interface Item {
  readonly id: { readonly S: string };
  readonly issuedAt?: { readonly N: string };
}

/**
 * Makes each question too old to be given to a new sign-in, as whoever may write to the table can. It can be answered
 * for as long as before.
 */
export async function makeStale(loop: Loop): Promise<void> {
  if (loop.deployment.tables.length === 0) return;
  const TableName = 'test-ledger';
  const { Items } = (await call(loop, 'Scan', { TableName })) as { Items: Item[] };
  for (const { id, issuedAt } of Items) {
    if (!issuedAt) continue;
    await call(loop, 'UpdateItem', {
      TableName,
      Key: { id },
      UpdateExpression: 'SET issuedAt = :time',
      ExpressionAttributeValues: { ':time': { N: String(Number(issuedAt.N) - 3600) } },
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
