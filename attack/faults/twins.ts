import type { FaultyAws } from './aws.ts';
import type { Cell } from './cell.ts';
import { withClock } from './clock.ts';
import { given, told } from './ended.ts';
import { startFunctions } from './functions.ts';
import { type Asked, player } from './play.ts';
import { meeting, NOBODY_LISTENS } from './run.ts';

/**
 * A user that there is and one that there is not, before the same fault: as many calls, to the same services, to the same
 * end. Both answer wrongly, since that is all that the second can do. Where nobody waits there is nothing to compare.
 */
export function twins(cell: Cell, aws: FaultyAws) {
  const { row, kind, fault, lasting } = cell;
  const problems: string[] = [];
  const isCompared = lasting === 'lasting' && row.fn !== 'deliver' && !cell.isAlone;
  const both = isCompared ? [true, false].map(isKnown => ({ isKnown, ...aws.newCell() })) : [];
  const users: { user: ReturnType<typeof player>; world: (typeof both)[number]['world']; asked?: Asked }[] =
    [];
  const asks: string[] = [];
  return {
    problems,
    prepare: async () => {
      for (const { isKnown, mark, world } of both) {
        const siteVerify = fault === 'gone' && row.dependency === 'site-verify' ? NOBODY_LISTENS : aws.url;
        const functions = await startFunctions(kind, row.dependency, mark, siteVerify);
        const user = player(functions, world, mark, isKnown);
        const asked = row.fn === 'verify' && given(await withClock(world.clock, () => user.ask()));
        users.push({ user, world, ...(asked && { asked }) });
        asks.push(world.calls.splice(0).join(', '));
      }
      if (asks[0] !== asks[1]) problems.push(`asks users in different ways: ${asks.join(' / ')}`);
    },
    meet: async () => {
      const ends = await Promise.all(
        users.map(async ({ user, world, asked }) => {
          const end = await withClock(world.clock, () =>
            meeting(cell, world, async () => (asked ? user.answer(asked, 'wrong') : user.ask())),
          );
          // Calls at the same time are tried again until one of them gives up: how often is no matter of the user's.
          return `${told(end).text} after ${[...new Set(world.calls)].join(', ')}`;
        }),
      );
      if (ends[0] !== ends[1]) problems.push(`tells users apart: ${ends.join(' / ')}`);
    },
  };
}
