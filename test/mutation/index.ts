/**
 * `npm run mutate [-- --quick functions/flow functions/ledger/dynamodb.ts …]`: changes the code of the defences in small
 * ways, one at a time, and sees whether a test notices.
 */

import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { explanationOf } from './explained.ts';
import { DEFENCES } from './rooms.ts';
import { type Mutant, mutate } from './run.ts';

const isQuick = process.argv.includes('--quick');
const given = process.argv.slice(2).filter(each => each !== '--quick');
const rows: string[] = [];
const unexplained: Mutant[] = [];
for (const place of given.length > 0 ? given : DEFENCES) {
  const isFile = statSync(place).isFile();
  const began = Date.now();
  const mutants = await mutate(
    isFile ? dirname(place) : place,
    isFile ? [place] : [join(place, '**', '*.ts')],
    isQuick,
  );
  const alive = mutants.filter(({ fate }) => fate === 'survived' || fate === 'no test');
  const explained = alive.filter(mutant => explanationOf(mutant) !== undefined);
  unexplained.push(...alive.filter(mutant => !explained.includes(mutant)));
  const [killed = 0, leftOut = 0] = (['killed', 'left out'] as const).map(
    each => mutants.filter(({ fate }) => fate === each).length,
  );
  const score = ((100 * (killed + explained.length)) / (killed + alive.length)).toFixed(1);
  const minutes = ((Date.now() - began) / 60_000).toFixed(1);
  rows.push(
    `| \`${place}\` | ${killed + alive.length} | ${killed} | ${explained.length} | ${alive.length - explained.length} | ${leftOut} | ${score} % | ${minutes} |`,
  );
}

for (const { file, line, was, became, fate } of unexplained)
  console.log(`${file}:${line} ${fate}\n  - ${was}\n  + ${became}`);
console.log('\n| place | mutants | killed | explained | alive | left out | killed or explained | minutes |');
console.log('|---|---|---|---|---|---|---|---|');
for (const row of rows) console.log(row);
process.exitCode = unexplained.length > 0 ? 1 : 0;
