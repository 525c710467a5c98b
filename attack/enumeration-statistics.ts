import { settingsOf, step } from '../test/support/settings.ts';
import { type Difference, differences, samplesOf } from './statistics/groups.ts';
import { maskDifferences } from './statistics/masks.ts';
import { placeOf } from './statistics/place.ts';
import { leastShown } from './statistics/two-samples.ts';
import { withLedger } from './statistics/with-ledger.ts';

const flows = {
  email_otp: [step({ name: 'email_otp', challenges: ['email_otp'], attempts: 5 })],
  magic_link: [step({ name: 'magic_link', challenges: ['magic_link'], attempts: 5, lifetimeSeconds: 600 })],
};

/**
 * What still tells, and why; both stand in SECURITY.md. A link that can no longer be answered is replaced when it is
 * asked for again, and the new one has another name. A code is long where it is the last message of an hour, or was
 * guessed at, and a client has to know how long.
 */
const ACCEPTED = /^resend.*: question$|: codeLength$/;

/**
 * What a stranger can learn who starts sign-ins in other people's names, by what there is to see: who has an account, and
 * who signs in at the time. Both are paired with the same seeds, and compared name by name.
 */
export const enumeration = {
  name: 'enumeration',
  what: 'who has an account, and who is signing in, by everything that a stranger sees of sign-ins',
  run: (log: (line: string) => void, size: 'short' | 'long' = 'short') =>
    withLedger(async (ledger, writes) => {
      const count = size === 'long' ? 4000 : 250;
      const succeeded: string[] = [];
      const figures: Record<string, number | string> = {};
      let things = 0;
      for (const [kind, flow] of Object.entries(flows)) {
        const place = await placeOf(settingsOf(...flow), ledger);
        const taken: Record<string, string> = {};
        const sampled = async (group: 'unknown' | 'idle' | 'busy', seed: number) => {
          const before = writes();
          const samples = await samplesOf(place, group, count, seed);
          taken[group] = ((writes() - before) / count).toFixed(1);
          log(`${kind}: ${count} ${group} users`);
          return samples;
        };
        const idle = await sampled('idle', 1);
        for (const [group, seed] of [
          ['unknown', 1],
          ['busy', 2],
        ] as const) {
          const told = differences(idle, await sampled(group, seed));
          things += told.length;
          const [most] = told.filter(({ name }) => !ACCEPTED.test(name));
          figures[`AUC at most (${kind}, ${group} users)`] = most ? most.auc.toFixed(3) : 'none';
          for (const each of told.filter(({ isShown }) => isShown))
            if (!ACCEPTED.test(each.name)) succeeded.push(`${kind}: ${group} users: ${shown(each)}`);
            else log(`${kind}: ${group} users: ${shown(each)}, as documented`);
        }
        log(`${kind}: writes of the ledger a user, ${JSON.stringify(taken)}`);
      }
      for (const [title, { auc }] of Object.entries(await maskDifferences(count)))
        log(`masks of ${title}: AUC ${Math.max(auc, 1 - auc).toFixed(3)}`);
      const least = leastShown(count, things / (2 * Object.keys(flows).length)).toFixed(3);
      log(`${count} users a side would show an AUC of ${least} nine times in ten`);
      return {
        figures: { 'users a side': count, 'things compared': things, ...figures, 'AUC that shows': least },
        succeeded,
      };
    }),
};

const shown = ({ auc, name }: Difference) => `${auc.toFixed(3)} ${name}`;
