/** `npm run incidents [-- NAME …] [--blind FOLDER]`: stages incidents, and shows what CloudWatch says of each. */

import { parseArgs } from 'node:util';
import type { Graph, Metrics, Series } from '../../local/watch/protocol.ts';
import { type Seen, writeBlind } from './blind.ts';
import { pageText } from './dashboard-text.ts';
import type { Incident } from './incident.ts';
import { incidents } from './incidents.ts';
import { hasMoved } from './moved.ts';
import { ENOUGH, PERIOD_MS, play } from './play.ts';
import { startStage } from './stage.ts';

const MINUTES = (2 * ENOUGH.periods * PERIOD_MS) / 60_000;

const NUMBERS = `Each number is of ${PERIOD_MS / 60_000} minutes, the newest to the right; a dot is none`;
const LEGEND = `${NUMBERS}: ${ENOUGH.periods} before it began, ${ENOUGH.periods} since. Shown is what moved.`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { blind: { type: 'string' } },
  });
  const unknown = positionals.filter(name => !Object.hasOwn(incidents, name));
  if (unknown.length > 0)
    throw new Error(
      `There is no incident "${unknown.join(' ')}": there are ${Object.keys(incidents).join(', ')}.`,
    );
  const seen: Seen[] = [];
  for (const [name, incident] of Object.entries(incidents))
    if (positionals.length === 0 || positionals.includes(name))
      seen.push({ name, what: incident.what, page: await pageOf(name, incident) });
  if (values.blind) writeBlind(values.blind, seen);
}

/** Stages an incident, and prints what moved. @returns all that CloudWatch shows in the end */
async function pageOf(name: string, incident: Incident): Promise<string> {
  const start = performance.now();
  const log = (line: string) =>
    process.stderr.write(`${name} ${((performance.now() - start) / 1000).toFixed(1)} s: ${line}\n`);
  log('starts the local AWS');
  const stage = await startStage();
  try {
    const beganMs = await play(stage, incident, ENOUGH, log);
    const response = await fetch(`${stage.loop.endpoint}/local/metrics?minutes=${MINUTES}`);
    const metrics = (await response.json()) as Metrics;
    const time = { beganMs, untilMs: metrics.untilMs };
    const moved = (series: Series, graph: Graph) => hasMoved(series, graph, time);
    console.log(`\n# ${name}: ${incident.what}\n\n${LEGEND}`);
    console.log(`${pageText(metrics, { shows: moved, reading: 'question' })}\n`);
    return `${NUMBERS}.\n${pageText(metrics, { shows: () => true, reading: 'whole' })}`;
  } finally {
    await stage.loop.close();
  }
}

await main();
