/** `npm run acceptance`: whether the module does on AWS what it does here, and what AWS does that nobody wrote down. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProgram } from '../local/lambda/runtimes/find-program.ts';
import { accept, identityOf } from './accept.ts';
import { findPlace, findTarget } from './aws/account.ts';
import { NotDestroyed } from './deploy/deployed.ts';
import { newName } from './deploy/names.ts';
import { HELP, type Options, readOptions } from './options.ts';
import { progressTo, stepsOf } from './progress.ts';
import { toRecord, writeRecord } from './record/record.ts';
import type { Identity } from './record/redact.ts';
import { EMAIL_FROM, PACE_HERE, prepare, rehearse } from './rehearse.ts';
import { deploymentNotHere, rehearseDeployment } from './rehearse-deployment.ts';
import { leftovers, report } from './report.ts';
import type { Result } from './result.ts';
import { scenarios } from './scenarios.ts';
import { PACE_ON_AWS, type Pace } from './stage.ts';

const RECORDED = fileURLToPath(new URL('../test/recorded', import.meta.url));

/** A rehearsal waits where the test that is part of it does not. */
const PATIENT: Pace = { ...PACE_HERE, waitsForResend: true };

const write = (line: string) => void process.stdout.write(`${line}\n`);

async function main(): Promise<boolean> {
  const options = readOptions(process.argv.slice(2));
  if (!options) {
    write(HELP);
    return true;
  }
  const name = newName();
  const folder = mkdtempSync(join(tmpdir(), 'cognito-challenge-acceptance-'));
  const signal = untilCalledOff(() => {
    const root = join(folder, 'root');
    if (options.region) for (const line of leftovers(name, options.region, root, [])) write(line);
  });
  let keepsFolder = options.keep;
  try {
    const results = options.region
      ? await onAws(options, { name, region: options.region, folder, signal })
      : await here(options, folder, signal);
    for (const line of report(results)) write(line);
    return results.every(({ outcome }) => outcome !== 'failed') && !signal.aborted;
  } catch (error) {
    // Terraform's state is in there: without it nothing can be destroyed by hand.
    if (error instanceof NotDestroyed) keepsFolder = true;
    throw error;
  } finally {
    if (!keepsFolder) rmSync(folder, { recursive: true, force: true });
  }
}

/** The first Ctrl-C destroys what was made; the second one ends the process. @param abandon says then what is left */
function untilCalledOff(abandon: () => void): AbortSignal {
  const calledOff = new AbortController();
  const interrupt = () => {
    if (calledOff.signal.aborted) {
      abandon();
      process.exit(130);
    }
    write('Called off: what was made is destroyed first. Once more leaves it where it is.');
    calledOff.abort(new Error('The run was called off.'));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
  return calledOff.signal;
}

interface OnAws {
  readonly name: string;
  readonly region: string;
  readonly folder: string;
  readonly signal: AbortSignal;
}

async function onAws(options: Options, { name, region, folder, signal }: OnAws): Promise<readonly Result[]> {
  const { profile, emailFrom, keep } = options;
  if (findProgram('terraform') === undefined)
    throw new Error('terraform is not on the PATH: install it, 1.11 or later.');
  const chosen = choose(options, emailFrom);
  const target = await findTarget(region, profile);
  const place = await findPlace(target);
  write(`Acceptance in ${region}, under the name ${name}: ${stepsOf(chosen.length)}`);
  if (emailFrom === undefined) write('No --email-from: no e-mail is sent, and nothing is learnt about SES.');
  const identity = identityOf(target, place, name, emailFrom);
  return accept({
    ...{ name, target, place, emailFrom, keep, folder, signal },
    ...{ scenarios: chosen, pace: PACE_ON_AWS },
    progress: progressTo(write, chosen.length, Date.now),
    take: results =>
      record(options, results, {
        source: 'aws',
        region,
        identity,
        isWhole: results.length === chosen.length,
      }),
  });
}

async function here(options: Options, folder: string, signal: AbortSignal) {
  const chosen = choose(options, EMAIL_FROM);
  const progress = progressTo(write, chosen.length, Date.now);
  write(`Rehearsal on this machine, of ${stepsOf(chosen.length)}: nothing in it is AWS's word.`);
  const { results, identity } = await rehearse(await prepare(join(folder, 'local')), {
    ...{ scenarios: chosen, pace: PATIENT, progress, signal },
  });
  record(options, results, { source: 'rehearsal', region: 'us-east-1', identity, isWhole: !signal.aborted });
  const missing = options.only.length > 0 ? 'with --only, they are left out' : deploymentNotHere();
  if (missing) write(`Deployment and destruction were not tried: ${missing}.`);
  else if (!signal.aborted) {
    write('Deployment and destruction, on moto:');
    await rehearseDeployment(join(folder, 'moto'), { progress: progressTo(write, 2, Date.now), signal });
  }
  return results;
}

function choose({ only }: Options, emailFrom: string | undefined) {
  const possible = scenarios.filter(({ on }) => on !== 'mail' || emailFrom !== undefined);
  const chosen = possible.filter(
    ({ name, on }) => only.length === 0 || only.some(word => name.includes(word) || on.includes(word)),
  );
  if (chosen.length === 0) throw new Error(`--only ${only.join(' ')}: no scenario has this in its name.`);
  return chosen;
}

interface RecordOf {
  readonly source: 'aws' | 'rehearsal';
  readonly region: string;
  readonly identity: Identity;
  /** Nobody called the run off. */
  readonly isWhole: boolean;
}

/** A part of the scenarios makes no record, a rehearsal none of AWS: both are written only where somebody names a file. */
function record(
  options: Options,
  results: readonly Result[],
  { identity, isWhole, ...about }: RecordOf,
): void {
  const pace = about.source === 'aws' ? PACE_ON_AWS : PATIENT;
  const made = toRecord({ ...about, pace, date: new Date().toISOString().slice(0, 10) }, results, identity);
  if (options.record !== undefined) {
    writeFileSync(options.record, `${JSON.stringify(made, null, 2)}\n`);
    write(`Recorded in ${options.record}`);
  } else if (isWhole && about.source === 'aws' && options.only.length === 0) {
    write(`Recorded in ${writeRecord(made, RECORDED)}`);
  }
}

main().then(
  isAccepted => process.exit(isAccepted ? 0 : 1),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  },
);
