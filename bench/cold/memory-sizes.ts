import type { Figure } from '../figure.ts';
import { median, quietSamples } from '../measure.ts';
import { withAwsStub } from './aws-stub.ts';
import { type Case, cases } from './cases.ts';
import { type CpuShare, cpuShare } from './cpu-share.ts';
import { startEnvironment } from './environment.ts';
import { DELAY_MS } from './first-events.ts';
import { type Setting, variablesFor } from './setting.ts';

const SIZES_MB = [128, 256, 512, 1024, 1769];
const ROUNDS = 4;
const MEASURED = ['create captcha', 'create magic_link', 'verify magic_link', 'deliver magic_link'];

/** What more memory buys: first event and warm event by size. No target: it is what the default is chosen by. */
export function memorySizes(setting: Setting, scratch: string): Promise<Figure[]> {
  return withAwsStub(DELAY_MS, async stub => {
    const shares = SIZES_MB.map(megabytes => ({ megabytes, share: cpuShare(megabytes) }));
    const live = async ({ fn, settings, event }: Case, share: CpuShare) => {
      const variables = variablesFor(stub, scratch, settings);
      const folder = setting.folder('ours')(fn);
      const environment = await startEnvironment({ node: setting.node, folder, variables, share });
      const first = await environment.call(await event());
      for (let n = 0; n < 2; n++) await environment.call(await event());
      const warm = await environment.call(await event());
      await environment.close();
      return { initMs: environment.init.wallMs, firstMs: first.wallMs, warmMs: warm.wallMs };
    };
    try {
      const figures: Figure[] = [];
      for (const each of cases.filter(({ name }) => MEASURED.includes(name))) {
        process.stderr.write(`  ${each.name} at ${SIZES_MB.join(', ')} MB\n`);
        const samples = await quietSamples<string, Awaited<ReturnType<typeof live>>>(
          Object.fromEntries(shares.map(({ megabytes, share }) => [megabytes, () => live(each, share)])),
          ({ firstMs }) => firstMs,
          setting.rounds(ROUNDS),
        );
        for (const { megabytes } of shares) {
          const of = samples[megabytes] ?? [];
          const line = (what: string, values: readonly number[]): Figure => ({
            name: `${each.name} at ${megabytes} MB, ${what}`,
            unit: 'ms',
            figure: median(values),
          });
          figures.push(
            line(
              'first event',
              of.map(({ firstMs }) => firstMs),
            ),
            line(
              'warm event',
              of.map(({ warmMs }) => warmMs),
            ),
          );
        }
      }
      return figures;
    } finally {
      for (const { share } of shares) share.close();
    }
  });
}
