/** Reads what the helpers kept, and tells the probes what to answer. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Json } from '../json.ts';
import type { Script } from '../script.ts';
import { callJson, type Target } from './call.ts';

export interface Caught {
  readonly channel: 'EMAIL' | 'SMS';
  readonly destination: string;
  readonly challenge: string;
  readonly text: string;
  readonly values: Readonly<Record<string, string>>;
}

export interface Event {
  readonly triggerSource: string;
  readonly userName: string;
  readonly request: { readonly [name: string]: Json };
  /** When the probe got it: epoch milliseconds of Lambda's clock, not of this machine's. */
  readonly at: number;
  readonly [name: string]: Json;
}

export interface Kept {
  /** The n-th message to somebody, from 1. @throws Error when none comes */
  message(to: string, n?: number): Promise<Caught>;
  /** How many messages there are to somebody. */
  count(to: string): Promise<number>;
  /** The events of the pool's triggers since `forget`, in their order. */
  events(): Promise<readonly Event[]>;
  /** Passes over the events so far. */
  forget(): Promise<void>;
  /** From the next event on, the pool's probe answers so. */
  script(script: Script): Promise<void>;
}

const MESSAGE_WAIT_MS = 30_000;

/** @param userPoolId what this stage's pool is; everybody's items are in one table */
export function keptIn(target: Target, TableName: string, userPoolId: string): Kept {
  const dynamodb = <Output>(operation: string, input: object) =>
    callJson<Output>(target, 'dynamodb', `DynamoDB_20120810.${operation}`, { TableName, ...input });

  const forgotten = new Set<string>();

  async function items<Body>(kind: string): Promise<(Body & { at: number; id: string })[]> {
    const found: Item[] = [];
    let ExclusiveStartKey: object | undefined;
    do {
      const page = await dynamodb<{ Items: Item[]; LastEvaluatedKey?: object }>('Scan', {
        ConsistentRead: true,
        ...(ExclusiveStartKey && { ExclusiveStartKey }),
      });
      found.push(...page.Items);
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return found
      .filter(item => item.kind?.S === kind && item.pool?.S === userPoolId)
      .map(item => ({ ...JSON.parse(item.body?.S ?? '{}'), at: Number(item.at?.N), id: item.id?.S ?? '' }))
      .sort((a, b) => a.at - b.at);
  }

  const messages = async (to: string) =>
    (await items<Caught>('message')).filter(({ destination }) => destination === to);
  return {
    message: async (to, n = 1) => {
      const deadline = Date.now() + MESSAGE_WAIT_MS;
      for (;;) {
        const message = (await messages(to))[n - 1];
        if (message) return message;
        if (Date.now() > deadline)
          throw new Error('No message was caught: look at the log of the function that delivers.');
        await sleep(100);
      }
    },
    count: async to => (await messages(to)).length,
    events: async () => {
      const all = await items<Event>('event');
      return all.filter(({ id }) => !forgotten.has(id)).map(({ id: _, ...event }) => event as Event);
    },
    forget: async () => {
      for (const { id } of await items('event')) forgotten.add(id);
    },
    script: async script => {
      const Item = { id: { S: `script ${userPoolId}` }, body: { S: JSON.stringify(script) } };
      await dynamodb('PutItem', { Item });
    },
  };
}

type Item = { readonly [name: string]: { readonly S?: string; readonly N?: string } | undefined };
