/** `npm start`: bundle, synthesize, serve, sign the demo user in; then serve until Ctrl-C. */

import { rmSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSettings } from '../functions/settings/settings.ts';
import { synthesize } from '../modules/synthesize.ts';
import type { JsonObject } from './aws-service.ts';
import { type CommandOptions, readCommandLine } from './command-line.ts';
import { bundledAssets } from './console/assets.ts';
import { consolePages } from './console/pages.ts';
import { testSecrets } from './console/site-verify.ts';
import { transcript } from './demo/transcript.ts';
import { readDeployment } from './deployment/read-deployment.ts';
import type { Deployment } from './deployment.ts';
import { parseExternal, withEnvironment } from './external-functions.ts';
import { startLocalAws } from './local-aws.ts';

const HELP = `Usage: npm start -- [--once] [--port N] [--var-file FILE] [--region REGION] [--secrets FILE] [--policies FILE]
         [--external ARN=PACKAGE:HANDLER:RUNTIME]... [--external-env ARN=NAME=VALUE]... [--allow-origin ORIGIN]...

  --once           sign the demo user in, then end: status 0, or 1 with the reason
  --port N         port on 127.0.0.1 (9400; any free one with --once)
  --var-file FILE  the module's inputs, as terraform.tfvars.json
  --region REGION  where the functions are (us-east-1): that of ARNs among the inputs, where a rule asks for it
  --secrets FILE   texts of secrets and parameters by ARN, as a JSON object
  --policies FILE  documents of policies that exist already, as a permissions boundary, by ARN
  --external …     the function behind an external challenge or a trigger, or your own sender: a zip or a
                   folder, as arn:aws:lambda:us-east-1:123456789012:function:riddle=riddle.zip:index.handler:nodejs22.x
  --external-env … an environment variable of such a function,
                   as arn:aws:lambda:us-east-1:123456789012:function:riddle=LEVEL=2
  --allow-origin … an origin whose pages may sign in here, besides those on loopback, such as https://app.example.test
  --help           shows this
`;

const OPTIONS = {
  once: { type: 'boolean', default: false },
  port: { type: 'string' },
  'var-file': { type: 'string' },
  region: { type: 'string' },
  secrets: { type: 'string' },
  policies: { type: 'string' },
  external: { type: 'string', multiple: true, default: [] },
  'external-env': { type: 'string', multiple: true, default: [] },
  'allow-origin': { type: 'string', multiple: true, default: [] },
  help: { type: 'boolean', short: 'h', default: false },
} satisfies CommandOptions;

async function main(): Promise<void> {
  const values = readCommandLine('npm start', OPTIONS, process.argv.slice(2));
  if (values.help) return void process.stdout.write(HELP);
  const port = readPort(values.port ?? (values.once ? '0' : '9400'));
  const externalFunctions = withEnvironment(
    Object.fromEntries(values.external.map(parseExternal)),
    values['external-env'],
  );
  const [inputs, secrets] = [await readJsonFile(values['var-file']), await readJsonFile(values.secrets)];

  const policies = await readJsonFile(values.policies);
  const deploy = await synthesizedModule(policies, values.region);
  const deployment = deploy({ name: 'local', ...inputs });
  const { flow } = settingsOf(deployment);
  const { client, ...observers } = transcript(line => console.log(line));
  const local = await startLocalAws({
    ...{ deployment, port, externalFunctions, ...observers },
    inputs: { name: 'local', ...inputs },
    deploy: async values => deploy(values),
    pages: consolePages(bundledAssets, Date.now),
    allowedOrigins: values['allow-origin'].map(readOrigin),
    secrets: { ...testSecrets, ...secrets },
  });
  try {
    console.log(`Cognito on this machine, for development: ${local.endpoint}`);
    console.log(`  user pool ${deployment.userPool.id}, flow ${flow.map(step => step.name).join(' → ')}`);
    console.log(`  demo user ${local.demoUser.username}, password ${local.demoUser.password}\n`);
    const config = await (await fetch(`${local.endpoint}/local/config`)).json();
    const passwordFirst = flow[0]?.challenges[0] === 'password';
    // Amplify takes longest to load: what is wrong with the options or the inputs is said before.
    const { demoSignIn } = await import('./demo/sign-in.ts');
    try {
      await demoSignIn(config as Parameters<typeof demoSignIn>[0], passwordFirst, client);
    } catch (error) {
      if (values.once) throw error;
      console.log(`  the demo ends here: ${error instanceof Error ? error.message : error}`);
    }
    if (values.once) return;
    console.log(
      `\nServing until Ctrl-C. Look at ${local.endpoint}/local/config, /local/rounds, /local/outbox and /local/failures.`,
    );
    await new Promise(resolve => process.once('SIGINT', resolve).once('SIGTERM', resolve));
  } finally {
    await local.close();
  }
}

/** Synthesizes into its own folder, which is deleted with the process. @returns deploys inputs */
async function synthesizedModule(
  policies: object,
  region: string | undefined,
): Promise<(variables: JsonObject) => Deployment> {
  const outdir = await mkdtemp(join(tmpdir(), 'cognito-challenge-'));
  process.once('exit', () => rmSync(outdir, { recursive: true, force: true }));
  const modulePath = await synthesize(outdir);
  const json: unknown = JSON.parse(await readFile(join(modulePath, 'cdk.tf.json'), 'utf8'));
  return variables =>
    readDeployment(json, {
      variables,
      modulePath,
      policies: { ...policies },
      ...(region && { region }),
      onWarning: warning => console.log(`Warning: ${warning}`),
    });
}

/** All of the functions have the same settings. */
function settingsOf({ functions }: Deployment) {
  const fn = functions.find(({ environment }) => environment.CHALLENGE_SETTINGS);
  return parseSettings(fn?.environment.CHALLENGE_SETTINGS);
}

async function readJsonFile(path: string | undefined): Promise<object> {
  if (path === undefined) return {};
  const text = await readFile(path, 'utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${path} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`--port takes 0 to 65535; got ${text}.`);
  return port;
}

/** As browsers send it: a scheme, a host, and a port if it is not the scheme's default. */
function readOrigin(text: string): string {
  if (URL.canParse(text) && new URL(text).origin === text) return text;
  throw new Error(`--allow-origin takes an origin such as https://app.example.test; got ${text}.`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? `${error.name}: ${error.message}` : error);
    process.exit(1);
  },
);
