/** The options of the command, whatever it is called: `npm start`, `npx cognito-challenge-local`. */

import { type CommandOptions, readCommandLine, withOptions } from '../command-line.ts';
import { type ExternalFunctions, parseExternal, withEnvironment } from '../external-functions.ts';
import type { SetupOptions } from './setup.ts';

export const OPTIONS = {
  inputs: { type: 'string', multiple: true, default: [] },
  'var-file': { type: 'string', multiple: true, default: [] },
  plan: { type: 'string' },
  module: { type: 'string' },
  texts: { type: 'string' },
  once: { type: 'boolean', default: false },
  port: { type: 'string' },
  region: { type: 'string' },
  secrets: { type: 'string' },
  policies: { type: 'string' },
  external: { type: 'string', multiple: true, default: [] },
  'external-env': { type: 'string', multiple: true, default: [] },
  'allow-origin': { type: 'string', multiple: true, default: [] },
  users: { type: 'string' },
  'demo-password': { type: 'string' },
  'no-demo': { type: 'boolean', default: false },
  state: { type: 'string' },
  'no-reload': { type: 'boolean', default: false },
  'outlive-parent': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} satisfies CommandOptions;

/** @param command `npm start`, `npx cognito-challenge-local` */
export const help = (command: string) => `Usage: ${withOptions(command)} [OPTION]...

What runs
  --inputs FILE    the module's inputs, as terraform.tfvars or terraform.tfvars.json; --var-file is the same; repeatable
  --plan FILE      the inputs of a module call in your own plan: the output of terraform show -json
  --module ADDRESS that module call, such as module.sign_in; not needed if there is one
  --texts FOLDER   your own texts of messages: en.json, pt-BR.json, …
  --region REGION  where the functions are (us-east-1): that of ARNs among the inputs, where a rule asks for it
  --secrets FILE   texts of secrets and parameters by ARN, as a JSON object
  --policies FILE  documents of policies that exist already, as a permissions boundary, by ARN
  --external …     the function behind an external challenge or a trigger, or your own sender: a zip or a
                   folder, as arn:aws:lambda:us-east-1:123456789012:function:riddle=riddle.zip:index.handler:nodejs22.x
  --external-env … an environment variable of such a function,
                   as arn:aws:lambda:us-east-1:123456789012:function:riddle=LEVEL=2

Who signs in
  --users FILE     users who are there from the start: [{ "username": …, "password": …, "attributes": { … } }, …]
  --demo-password PASSWORD  the demo user's, instead of a new one at each start
  --no-demo        no demo user, and no demo sign-in
  --once           sign the demo user in, then end: status 0, or 1 with the reason

How it serves
  --port N         port on 127.0.0.1 (9400; any free one with --once)
  --allow-origin … an origin whose pages may sign in here, besides those on loopback, such as https://app.example.test
  --state FOLDER   users, refresh tokens, keys and counters are kept there for the next start
  --no-reload      do not look for changes of files
  --outlive-parent go on when the program that started this one has ended
  --help           shows this
`;

export type Values = ReturnType<typeof readOptions>;

export const readOptions = (command: string, args: readonly string[]) =>
  readCommandLine(command, OPTIONS, args);

/** What the files say, with their names. @throws Error for options that exclude each other */
export function setupOptions(values: Values): SetupOptions {
  if (values.module !== undefined && values.plan === undefined)
    throw new Error('--module names a module call of a plan: give that, too, with --plan.');
  if (values.once && values['no-demo'])
    throw new Error('--once signs the demo user in: leave out --no-demo.');
  const { plan, module, texts, region, secrets, policies } = values;
  return {
    inputs: [...values.inputs, ...values['var-file']],
    ...(plan !== undefined && { plan }),
    ...(module !== undefined && { module }),
    ...(texts !== undefined && { texts }),
    ...(region !== undefined && { region }),
    ...(secrets !== undefined && { secrets }),
    ...(policies !== undefined && { policies }),
  };
}

export const externalFunctionsOf = (values: Values): ExternalFunctions =>
  withEnvironment(Object.fromEntries(values.external.map(parseExternal)), values['external-env']);

export function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`--port takes 0 to 65535; got ${text}.`);
  return port;
}

/** As browsers send it: a scheme, a host, and a port if it is not the scheme's default. */
export function readOrigin(text: string): string {
  if (URL.canParse(text) && new URL(text).origin === text) return text;
  throw new Error(`--allow-origin takes an origin such as https://app.example.test; got ${text}.`);
}
