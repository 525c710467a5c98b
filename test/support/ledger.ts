import type { JsonObject } from '../../local/aws-service.ts';
import type { Loop } from './loop.ts';

interface Item {
  readonly id: { readonly S: string };
  readonly sentAt?: { readonly N: string };
  readonly issuedAt?: { readonly N: string };
}

/** Lets time pass for the messages that the ledger knows of, as whoever may write to the table can. */
export async function letPass(loop: Loop, seconds: number): Promise<void> {
  await turnBack(loop, 'sentAt', seconds);
}

/** Makes each question too old to be given to a new sign-in. It can be answered for as long as before. */
export async function makeStale(loop: Loop): Promise<void> {
  if (loop.deployment.tables.length > 0) await turnBack(loop, 'issuedAt', 3600);
}

async function turnBack(loop: Loop, field: 'sentAt' | 'issuedAt', seconds: number): Promise<void> {
  const TableName = 'test-ledger';
  const { Items } = (await call(loop, 'Scan', { TableName })) as { Items: Item[] };
  for (const { id, [field]: time } of Items) {
    if (!time) continue;
    await call(loop, 'UpdateItem', {
      TableName,
      Key: { id },
      UpdateExpression: `SET ${field} = :time`,
      ExpressionAttributeValues: { ':time': { N: String(Number(time.N) - seconds) } },
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
