import type { UpdateItem } from '../../functions/aws/dynamodb.ts';
import { dynamodbLedger } from '../../functions/ledger/dynamodb.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import { tableInMemory } from '../table-in-memory.ts';

/** Lends the ledger, on a table in memory, and says how many writes it took so far. Logs are kept from the screen meanwhile. */
export async function withLedger<Result>(
  use: (ledger: Ledger, writes: () => number) => Promise<Result>,
): Promise<Result> {
  const { info, warn } = console;
  const stdout = process.stdout.write;
  const table = tableInMemory();
  let writes = 0;
  const update: UpdateItem = written => {
    writes++;
    return table.update(written);
  };
  console.info = console.warn = () => {};
  // Metrics go past the console.
  process.stdout.write = (() => true) as typeof stdout;
  try {
    return await use(dynamodbLedger('ledger', update), () => writes);
  } finally {
    Object.assign(console, { info, warn });
    process.stdout.write = stdout;
  }
}
