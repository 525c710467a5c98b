import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';
import { AwsError, isObject, type Json, type JsonObject, type Operation } from '../aws-service.ts';
import type { Table } from '../deployment.ts';
import type { JsonService } from '../http/aws-json.ts';
import { readObject } from '../http/aws-json.ts';
import type { Place } from './arn.ts';
import { tableRequests } from './dynamodb-requests.ts';
import type { Iam } from './iam.ts';
import { createLocks } from './locks.ts';

export interface Dynamodb {
  readonly service: JsonService;
  close(): Promise<void>;
}

/** Items of tables by the tables' names, in DynamoDB's JSON. */
export type TableItems = Readonly<Record<string, readonly JsonObject[]>>;

/** The tables as they lie in memory, whoever may use them. */
export interface Dynalite {
  readonly send: Send;
  /** Makes the tables that are not there yet. */
  create(tables: readonly Table[]): Promise<void>;
  read(tables: readonly Table[]): Promise<TableItems>;
  write(tables: readonly Table[], items: TableItems): Promise<void>;
  empty(tables: readonly Table[]): Promise<void>;
  close(): Promise<void>;
}

const READS = ['GetItem', 'Query', 'Scan', 'DescribeTable'] as const;
const WRITES = ['PutItem', 'UpdateItem', 'DeleteItem'] as const;

/** DynamoDB with the deployment's tables. */
export async function startDynamodb(tables: readonly Table[], place: Place, iam: Iam): Promise<Dynamodb> {
  const dynalite = await startDynalite();
  await dynalite.create(tables);
  return { service: createDynamodb(tables, place, iam, dynalite.send), close: dynalite.close };
}

/**
 * DynamoDB by dynalite, in memory. Dynalite listens on its own loopback port, which nobody is told: what functions send
 * comes to `createDynamodb` first, and needs its permission.
 */
export async function startDynalite(): Promise<Dynalite> {
  const server = dynalite({ createTableMs: 0 });
  // Otherwise it closes what was idle for 5 s, at times with a request on its way.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const send = sender(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const made = new Set<string>();
  const each = async (tables: readonly Table[], work: (table: Table) => Promise<unknown>) => {
    for (const table of tables) await work(table);
  };
  return {
    send,
    create: tables =>
      each(tables, async table => {
        const key = `${table.name} ${table.hashKey} ${table.hashKeyType}`;
        if (made.has(key)) return;
        await createTable(table, send);
        made.add(key);
      }),
    read: async tables => {
      const items: [string, readonly JsonObject[]][] = [];
      await each(tables, async table => items.push([table.name, await scan(table, send)]));
      return Object.fromEntries(items);
    },
    write: (tables, items) =>
      each(tables, async ({ name: TableName }) => {
        for (const Item of items[TableName] ?? []) await send('PutItem', { TableName, Item });
      }),
    empty: tables =>
      each(tables, async table => {
        for (const item of await scan(table, send)) {
          const Key = { [table.hashKey]: item[table.hashKey] ?? null };
          await send('DeleteItem', { TableName: table.name, Key });
        }
      }),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Every item, a megabyte at a time. */
async function scan({ name: TableName }: Table, send: Send): Promise<JsonObject[]> {
  const items: JsonObject[] = [];
  let next: JsonObject = {};
  do {
    const { Items, LastEvaluatedKey } = await send('Scan', { TableName, ...next });
    if (Array.isArray(Items)) items.push(...Items.filter(isObject));
    next = isObject(LastEvaluatedKey) ? { ExclusiveStartKey: LastEvaluatedKey } : {};
  } while (next.ExclusiveStartKey);
  return items;
}

/** What functions see of the tables: each request needs its permission. */
export function createDynamodb(tables: readonly Table[], place: Place, iam: Iam, send: Send): JsonService {
  const write = writer(tables, send);
  const operation =
    (name: string, run: Send): Operation =>
    (input, caller) => {
      iam.authorize(caller, ...tableRequests(name, input, tables, place));
      return run(name, input);
    };
  return {
    operations: Object.fromEntries([
      ...READS.map(name => [name, operation(name, send)] as const),
      ...WRITES.map(name => [name, operation(name, write)] as const),
    ]),
  };
}

type Send = (operation: string, input: JsonObject) => Promise<JsonObject>;

/** @returns what sends to dynalite, and throws its errors as they are */
function sender(url: string): Send {
  const scope = 'local/20260101/us-east-1/dynamodb/aws4_request';
  return async (operation, input) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDB_20120810.${operation}`,
        'x-amz-date': '20260101T000000Z',
        authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
      },
      body: JSON.stringify(input),
    });
    const output = readObject(await response.text());
    if (response.ok) return output;
    const code = String(output.__type).replace(/^.*#/, '');
    throw new AwsError(code, String(output.message ?? ''), response.status, output);
  };
}

/**
 * Dynalite does not support `ReturnValuesOnConditionCheckFailure`, with which a failed condition returns the item that it
 * failed on. So writes to one key come one after another here, and a failed one reads the item before the next write.
 */
function writer(tables: readonly Table[], send: Send): Send {
  const lock = createLocks();
  return async (operation, input) => {
    const item = isObject(input.Key) ? input.Key : input.Item;
    const hashKey = tables.find(({ name }) => name === input.TableName)?.hashKey ?? '';
    const Key = { [hashKey]: isObject(item) ? (item[hashKey] ?? null) : null };
    return lock(JSON.stringify([input.TableName ?? null, Key]), async () => {
      try {
        return await send(operation, input);
      } catch (error) {
        const isWanted = input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD';
        if (!isWanted || !isConditionFailure(error)) throw error;
        const { Item } = await send('GetItem', {
          TableName: input.TableName ?? null,
          Key,
          ConsistentRead: true,
        });
        throw new AwsError(error.code, error.message, error.status, {
          ...error.details,
          ...present({ Item }),
        });
      }
    });
  };
}

const isConditionFailure = (error: unknown): error is AwsError =>
  error instanceof AwsError && error.code === 'ConditionalCheckFailedException';

/** If there was no item, the response has none. */
const present = ({ Item }: { Item: Json | undefined }): JsonObject => (Item === undefined ? {} : { Item });

async function createTable({ name: TableName, hashKey, hashKeyType }: Table, send: Send): Promise<void> {
  await send('CreateTable', {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: hashKey, AttributeType: hashKeyType }],
    KeySchema: [{ AttributeName: hashKey, KeyType: 'HASH' }],
  });
  const status = async () => {
    const { Table: table } = await send('DescribeTable', { TableName });
    return isObject(table) ? table.TableStatus : undefined;
  };
  while ((await status()) !== 'ACTIVE') await new Promise(resolve => setTimeout(resolve, 1));
}
