import { performance } from 'node:perf_hooks';
import type { Figure } from '../figure.ts';
import { median, quietSamples } from '../measure.ts';
import { withAwsStub } from './aws-stub.ts';
import { type Case, cases } from './cases.ts';
import { cpuShare } from './cpu-share.ts';
import { type EventReport, type Init, startEnvironment } from './environment.ts';
import { inARow } from './round-trips.ts';
import { type Setting, variablesFor } from './setting.ts';
import type { VariantName } from './variants.ts';

const ROUNDS = 10;
/** Of each round trip: near what AWS takes within a region, and long against what this machine adds. */
export const DELAY_MS = 5;
/** The module's default, and its share of a core. */
export const MEMORY_MB = 512;
/** Long enough that what goes side by side overlaps, on a busy machine as well. */
const COUNTED_DELAY_MS = 60;

type Compared = 'ours' | 'warm-up off' | 'pause put back';

interface Life {
  readonly init: Init;
  readonly first: EventReport;
  /** Until the last service had answered the first event: create waits for a beat after it, where a message goes. */
  readonly lastAnswerMs: number;
  readonly warm: EventReport;
  readonly frozen: EventReport;
  readonly tookMs: number;
}

/** By function and challenge: the init, the first event, a warm one, and the first one after an idle freeze. */
export async function firstEvents(setting: Setting, scratch: string): Promise<Figure[]> {
  const trips = await countTrips(setting, scratch);
  return withAwsStub(DELAY_MS, async stub => {
    const share = cpuShare(MEMORY_MB);
    process.stderr.write(`  CPU of ${MEMORY_MB} MB by ${share.how}\n`);
    const live = async ({ fn, settings, event }: Case, variant: VariantName): Promise<Life> => {
      const began = performance.now();
      const variables = variablesFor(stub, scratch, settings);
      const folder = setting.folder(variant)(fn);
      const environment = await startEnvironment({ node: setting.node, folder, variables, share });
      const { init, call } = environment;
      const given = await event();
      stub.take();
      const sentAt = performance.now();
      const first = await call(given);
      const { trips } = stub.take();
      const lastAnswerMs = Math.max(0, ...trips.map(({ end }) => end - sentAt));
      for (let n = 0; n < 2; n++) await call(await event());
      const warm = await call(await event());
      stub.goStale();
      const frozen = await call(await event());
      await environment.close();
      return { init, first, lastAnswerMs, warm, frozen, tookMs: performance.now() - began };
    };
    try {
      const figures: Figure[] = [];
      for (const each of cases) {
        process.stderr.write(`  ${each.name} (${cases.indexOf(each) + 1} of ${cases.length})\n`);
        const lives = await quietSamples<Compared, Life>(
          {
            ours: () => live(each, 'ours'),
            'warm-up off': () => live(each, 'warm-up off'),
            ...(each.most?.afterFreeze && { 'pause put back': () => live(each, 'pause put back') }),
          } as Record<Compared, () => Promise<Life>>,
          ({ tookMs }) => tookMs,
          setting.rounds(ROUNDS),
        );
        figures.push(
          ...figuresOf(each, lives, trips.get(each.name) ?? { ours: Number.NaN, off: Number.NaN }),
        );
      }
      return figures;
    } finally {
      share.close();
    }
  });
}

/** What the first event of a case waits for, one after the other; in a run of its own, since it has to be slow. */
async function countTrips({ node, folder }: Setting, scratch: string) {
  const counts = new Map<string, Readonly<Record<'ours' | 'off', number>>>();
  await withAwsStub(COUNTED_DELAY_MS, async stub => {
    for (const { name, fn, settings, event } of cases) {
      const count = async (variant: VariantName) => {
        const variables = variablesFor(stub, scratch, settings);
        const environment = await startEnvironment({ node, folder: folder(variant)(fn), variables });
        stub.take();
        await environment.call(await event());
        const { trips } = stub.take();
        await environment.close();
        return inARow(trips);
      };
      counts.set(name, { ours: await count('ours'), off: await count('warm-up off') });
    }
  });
  return counts;
}

function figuresOf(
  { name, most }: Case,
  lives: Readonly<Partial<Record<Compared, readonly Life[]>>>,
  trips: Readonly<Record<'ours' | 'off', number>>,
): Figure[] {
  const line = (
    what: string,
    of: (life: Life) => number,
    ratio?: number,
    floor: Compared = 'warm-up off',
  ): Figure => ({
    name: `${name}: ${what}`,
    unit: 'ms',
    figure: median((lives.ours ?? []).map(of)),
    floor: { name: floor, figure: median((lives[floor] ?? []).map(of)) },
    ...(ratio !== undefined && { target: { ratio } }),
  });
  return [
    line('init, CPU', ({ init }) => init.cpuMs),
    line('first event, CPU', ({ first }) => first.cpuMs, most?.cpu),
    line('init and first event, CPU', ({ init, first }) => init.cpuMs + first.cpuMs, most && 1.05),
    line(`first event at ${MEMORY_MB} MB, time`, ({ first }) => first.wallMs, most && 0.25),
    line(`to its last answer at ${MEMORY_MB} MB, time`, ({ lastAnswerMs }) => lastAnswerMs),
    line('warm event, CPU', ({ warm }) => warm.cpuMs),
    line(`warm event at ${MEMORY_MB} MB, time`, ({ warm }) => warm.wallMs),
    ...(most?.afterFreeze
      ? [
          line(
            `after an idle freeze at ${MEMORY_MB} MB, time`,
            ({ frozen }) => frozen.wallMs,
            most.afterFreeze,
            'pause put back',
          ),
        ]
      : []),
    {
      name: `${name}: first event, in a row`,
      unit: 'round trips',
      figure: trips.ours,
      floor: { name: 'warm-up off', figure: trips.off },
      ...(most?.trips !== undefined && { target: { figure: most.trips } }),
    },
    {
      name: `${name}: memory after 5 events`,
      unit: 'MB',
      figure: median((lives.ours ?? []).map(({ frozen }) => frozen.maxRssMb)),
    },
  ];
}
