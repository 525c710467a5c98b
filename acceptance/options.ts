import { type CommandOptions, readCommandLine } from '../local/command-line.ts';

export const HELP = `Usage: npm run acceptance -- --region REGION [--profile NAME] [--email-from ADDRESS] [--keep] [--only WORD]...
       npm run acceptance -- --rehearse [--only WORD]...

Deploys the module to a real AWS account under a name of its own, signs in through each kind of flow, asks AWS what
nobody wrote down, destroys everything, and writes test/recorded/<date>.json. docs/acceptance.md has costs and permissions.

  --region REGION        where, such as eu-central-1
  --profile NAME         a profile of the AWS configuration; the environment's credentials otherwise
  --email-from ADDRESS   verified in SES there: e-mails to SES's mailbox simulator are sent from it
  --keep                 leaves the deployment, and says how to delete it
  --only WORD            scenarios and configurations whose name has the word; no record is written unless --record is given
  --record FILE          where the record goes
  --rehearse             on this machine instead: the local AWS, and moto for Terraform. Needs no account
`;

const OPTIONS = {
  region: { type: 'string' },
  profile: { type: 'string' },
  'email-from': { type: 'string' },
  keep: { type: 'boolean', default: false },
  only: { type: 'string', multiple: true, default: [] },
  record: { type: 'string' },
  rehearse: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} satisfies CommandOptions;

export interface Options {
  /** Undefined for a rehearsal. */
  readonly region: string | undefined;
  readonly profile: string | undefined;
  readonly emailFrom: string | undefined;
  readonly keep: boolean;
  readonly only: readonly string[];
  readonly record: string | undefined;
}

/** @returns undefined for `--help` @throws Error that says what to give instead */
export function readOptions(args: readonly string[]): Options | undefined {
  const values = readCommandLine('npm run acceptance', OPTIONS, args);
  if (values.help) return undefined;
  const { region, profile, keep, only, record, rehearse, 'email-from': emailFrom } = values;
  if (rehearse === (region !== undefined))
    throw new Error('Give --region REGION for a run on AWS, or --rehearse for one on this machine.');
  if (region !== undefined && !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region))
    throw new Error(`--region takes a region such as eu-central-1; got ${region}.`);
  if (rehearse && (profile || emailFrom || keep))
    throw new Error('--profile, --email-from and --keep are for AWS, not for --rehearse.');
  if (emailFrom !== undefined && !/^[^@\s<>]+@[^@\s<>]+$/.test(emailFrom))
    throw new Error(`--email-from takes a plain address; got ${emailFrom}.`);
  return { region, profile, emailFrom, keep, only, record };
}
