/** Where the helpers keep what they get, and find what to answer: a table that the script reads and writes. */

import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { sendJson } from '../../functions/aws/send.ts';
import type { Script } from '../script.ts';

const dynamodb = (operation: string, input: object) =>
  sendJson('dynamodb', `DynamoDB_20120810.${operation}`, input, { version: '1.0' });

/** @param userPoolId of the pool that it is about */
export async function keep(kind: 'event' | 'message' | 'mail', userPoolId: string, body: unknown) {
  // Two triggers may run within one millisecond, and their order is what is asked.
  const at = performance.timeOrigin + performance.now();
  const Item = {
    id: { S: `${kind} ${randomUUID()}` },
    kind: { S: kind },
    pool: { S: userPoolId },
    at: { N: String(at) },
    body: { S: JSON.stringify(body) },
  };
  await dynamodb('PutItem', { TableName: process.env.KEPT_TABLE, Item });
}

/** What the probe of a pool is told to answer. */
export async function scriptOf(userPoolId: string): Promise<Script> {
  const Key = { id: { S: `script ${userPoolId}` } };
  const output = await dynamodb('GetItem', { TableName: process.env.KEPT_TABLE, Key, ConsistentRead: true });
  const { body } = (output.Item ?? {}) as { body?: { S?: string } };
  return JSON.parse(body?.S ?? '{}');
}
