import { withAws } from '../with-aws.ts';
import { WIDGET_SECRET } from './aws.ts';
import type { Cell } from './cell.ts';
import { useClocks } from './clock.ts';
import { NOBODY_LISTENS, type Result, type Run, runOf } from './run.ts';
import { dependencies } from './services.ts';

export interface Ran {
  readonly results: ReadonlyMap<Cell, Result>;
  /** Log lines with a secret in them. */
  readonly leaks: readonly string[];
  /** Requests that the functions sent. */
  readonly requests: number;
}

/** Runs cells, each by a clock of its own. */
export function runAll(cells: readonly Cell[], log: (line: string) => void = () => undefined): Promise<Ran> {
  return withAws(async (aws, lines) => {
    const secrets = new Set([WIDGET_SECRET, String(process.env.AWS_SECRET_ACCESS_KEY)]);
    const results = new Map<Cell, Result>();
    const restore = useClocks();
    try {
      const runs = cells.map(cell => runOf(cell, aws, secrets));
      for (const [n, run] of runs.entries()) {
        if (n % 50 === 0) log(`${n} of ${runs.length} cells`);
        if (run.cell.fault === 'gone') continue;
        await run.prepare();
        await run.meet();
        results.set(run.cell, await finished(run));
      }
      // Where nobody listens, nobody listens to anybody: one service at a time.
      for (const [name, { variable }] of Object.entries(dependencies)) {
        const gone = runs.filter(({ cell }) => cell.fault === 'gone' && cell.row.dependency === name);
        for (const run of gone) await run.prepare();
        if (variable !== 'HUMAN_CHECK_ENDPOINT') process.env[variable] = NOBODY_LISTENS;
        await Promise.all(gone.map(run => run.meet()));
        delete process.env[variable];
        for (const run of gone) results.set(run.cell, await finished(run));
      }
    } finally {
      restore();
    }
    return { results, requests: aws.calls(), leaks: lines.filter(line => holdsOne(line, secrets)) };
  });
}

async function finished(run: Run): Promise<Result> {
  try {
    return await run.recover();
  } catch (error) {
    const cause = error instanceof Error && error.cause ? `: ${error.cause}` : '';
    return { text: 'broke off', problems: [`${error}${cause}`] };
  }
}

/** Standing alone: six digits of a time are no code. */
function holdsOne(line: string, secrets: ReadonlySet<string>): boolean {
  const words = new Set(line.match(/[\w.-]{6,}/g));
  return [...secrets].some(secret => (secret.length > 12 ? line.includes(secret) : words.has(secret)));
}
