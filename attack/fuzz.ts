import fc from 'fast-check';
import { coldStart, type Handler } from '../test/support/handlers.ts';
import type { FaultyAws } from './faults/aws.ts';
import { startFunctions } from './faults/functions.ts';
import { MARK, oddEvents } from './fuzz-events.ts';
import { heapMegabytes } from './heap.ts';
import { findings, type Part } from './part.ts';
import { withAws } from './with-aws.ts';

/** Of a hundred inputs: create and deliver do the most with each. */
const shares = { define: 40, verify: 40, create: 10, deliver: 10 } as const;
type Kind = keyof typeof shares;

const PUBLIC = ['PublicError: Sign-in is not available', 'PublicError: The request is not valid'];
const TOLD = [...PUBLIC, 'Error: The message was not sent.'];
/** What a million odd events may leave in memory: nothing that grows with them. */
const MOST_MEGABYTES = 40;

/** Events of any form for each function: no tokens, no right answer, no error but those that are made for the end user. */
export const fuzz: Part = {
  name: 'fuzz',
  what: 'events of any form: never a token, a crash, a stack or what was sent in what comes back or is logged',
  run: (log, size) =>
    withAws(async (aws, lines) => {
      const found = findings();
      const total = size === 'long' ? 1_000_000 : 30_000;
      // Every fortieth batch has the ledger, which costs more than all the rest.
      const [counted, stateless] = [
        await startHandlers(aws, {}),
        await startHandlers(aws, { ledgerTable: undefined }),
      ];
      const totals = { inputs: 0, refused: 0, slowest: 0 };
      const kept = lines as string[];
      const heap: number[] = [];
      const BATCH = 1000;
      for (let batch = 0; batch * BATCH < total; batch++) {
        const handlers = batch % 40 === 0 ? counted : stateless;
        for (const kind of Object.keys(shares) as Kind[]) {
          const numRuns = (BATCH * shares[kind]) / 100;
          const tried = async (event: unknown) => {
            const start = performance.now();
            const end = await outcome(handlers[kind], event);
            if (kind !== 'create') totals.slowest = Math.max(totals.slowest, performance.now() - start);
            totals.inputs++;
            if (end.error) totals.refused++;
            for (const problem of problemsOf(kind, event, end)) found.add(`${kind}: ${problem}`);
          };
          const events = fc.sample(oddEvents(kind), { numRuns, seed: 7 + batch });
          // Create waits for the pace of its answers, so its events wait together.
          if (kind === 'create') await Promise.all(events.map(tried));
          else for (const event of events) await tried(event);
        }
        for (const line of kept.splice(0))
          if (line.includes(MARK) || ['\r', '\u2028', '\u001b'].some(each => line.includes(each)))
            found.add(`logged: ${line.slice(0, 120)}`);
        // What the world remembers of its calls would be all that grows.
        for (const { world } of [counted, stateless])
          for (const record of [world.calls, world.handedOver, world.messages]) record.splice(0);
        if (batch === 20 || (batch + 1) * BATCH >= total) heap.push(heapMegabytes());
        if (batch % (total / BATCH / 10) === 0) log(`${totals.inputs.toLocaleString('en')} inputs`);
      }
      const growth = (heap[1] ?? 0) - (heap[0] ?? 0);
      if (growth > MOST_MEGABYTES) found.add(`the heap grew by ${growth.toFixed(1)} MB`);
      const { slowest, ...figures } = totals;
      return {
        figures: {
          ...figures,
          'ms for the slowest': Math.ceil(slowest),
          'MB of heap more': growth.toFixed(1),
        },
        succeeded: found.list(),
      };
    }),
};

async function startHandlers({ newCell, url }: Pick<FaultyAws, 'newCell' | 'url'>, ledger: object) {
  const { mark, world } = newCell();
  const flow = [
    { challenges: ['password'] },
    { name: 'code', challenges: ['email_otp', 'sms_otp', 'magic_link'] },
    { name: 'vip', challenges: ['proof_of_work'], when: { attribute: 'constructor', values: ['x'] } },
  ];
  const { create, verify, deliver } = await startFunctions('email_otp', 'KMS', mark, url, {
    flow,
    ...ledger,
  });
  const define = await coldStart('define', { flow });
  return { define, create, verify, deliver, world };
}

interface End {
  readonly before: string | undefined;
  readonly returned?: Record<string, unknown>;
  readonly error?: Error;
}

async function outcome(handler: Handler, event: unknown): Promise<End> {
  const before = JSON.stringify(event);
  try {
    return { before, returned: await handler(event) };
  } catch (thrown) {
    return { before, error: thrown instanceof Error ? thrown : new Error(`not an error: ${String(thrown)}`) };
  }
}

function problemsOf(kind: Kind, event: unknown, { before, returned, error }: End): string[] {
  const response = Object(Object(returned).response);
  const problems: [boolean, string][] = [
    [error !== undefined && !TOLD.includes(`${error.name}: ${error.message}`), `throws ${error}`],
    [PUBLIC.includes(String(error)) && error?.stack !== String(error), 'throws a stack'],
    [kind === 'define' && response.issueTokens === true, `gives tokens: ${before}`],
    [kind === 'verify' && response.answerCorrect === true, `takes an answer: ${before}`],
    [JSON.stringify(event) !== before, `changes the event: ${before}`],
    [JSON.stringify(response).includes(MARK), `gives back what was sent: ${JSON.stringify(response)}`],
    [Object.keys(Object.prototype).length > 0 || 'isAdmin' in {}, `pollutes prototypes: ${before}`],
  ];
  return problems.flatMap(([is, text]) => (is ? [text.slice(0, 600)] : []));
}
