import type { Item, Update, Updated } from '../../functions/aws/dynamodb.ts';
import type { HandedOver } from '../../functions/delivery/hand-over.ts';
import { tableInMemory } from '../table-in-memory.ts';
import { nameOf } from './names.ts';

/** A call into the network: between two of them, whatever others do can happen. */
export type NetworkCall =
  | { readonly kind: 'update'; readonly update: Update }
  | { readonly kind: 'hand over'; readonly message: HandedOver }
  | { readonly kind: 'send'; readonly id: string; readonly address: string };

export type Reply =
  | { readonly value: unknown }
  /** An AwsCallError. @see isRefused */
  | { readonly code: string; readonly status: number };

export type Items = Readonly<Record<string, Item>>;

/** What a write comes to. */
export interface Written {
  /** The item as it is now. */
  readonly item: Item;
  readonly hasChanged: boolean;
  readonly reply: { readonly value: Updated };
}

const kept = new WeakMap<Update, Map<string, Written>>();

/**
 * One write to the table, as `functions/aws/dynamodb.ts` does it: marked, so that a second try at it, where the answer
 * to the first was lost, finds that it is done. The same write to the same item is worked out once.
 *
 * @param mark undefined where no answer is lost: then places that differ by marks alone are one
 */
export async function write(items: Items, update: Update, mark: string | undefined): Promise<Written> {
  const old = items[update.id];
  const key = `${mark} ${old && nameOf(old)}`;
  const known = kept.get(update) ?? new Map<string, Written>();
  kept.set(update, known);
  const written = known.get(key) ?? (await workedOut(old, update, mark));
  known.set(key, written);
  return written;
}

async function workedOut(old: Item | undefined, update: Update, mark: string | undefined): Promise<Written> {
  const { table, id, set, condition, values } = update;
  const memory = tableInMemory();
  if (old) memory.items.set(id, old);
  const { done, item } = await memory.update(
    mark === undefined
      ? update
      : {
          ...{ table, id, values: { ...values, lastWrite: mark } },
          set: `lastWrite = :lastWrite, ${set}`,
          condition: `NOT lastWrite = :lastWrite AND (${condition})`,
        },
  );
  const whole = inOrder(item);
  const { lastWrite, ...rest } = whole;
  const isDone = done || (mark !== undefined && lastWrite === mark);
  return { item: whole, hasChanged: done, reply: { value: { done: isDone, item: rest } } };
}

/** Fields by name, and the members of sets: what is the same looks the same. */
function inOrder(item: Item): Item {
  const fields = Object.entries(item).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(
    fields.map(([name, value]) => [name, typeof value === 'object' ? [...value].sort() : value]),
  );
}
