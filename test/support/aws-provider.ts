import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onExit } from '../../local/lambda/on-exit.ts';
import { startProviderProxy } from './provider-proxy.ts';

const NAME = 'registry.terraform.io/hashicorp/aws';
/** The services of the module and of the tests' own configurations. Of other types Terraform says that the provider has none. */
const SERVICES =
  /^aws_(?:caller_identity|cloudwatch_(?:dashboard|event|log|metric_alarm|query_definition)|cognito|dynamodb_table|iam|kms|lambda|partition|region|secretsmanager|security_group|sesv2|sns|sqs|ssm_parameter|subnet|vpc|wafv2)/;
const examples = fileURLToPath(new URL('../../examples', import.meta.url));

/** For a debugger it would log every call. */
const QUIET = {
  TF_LOG: 'OFF',
  TF_LOG_SDK: 'OFF',
  TF_LOG_SDK_PROTO: 'OFF',
  TF_LOG_SDK_MUX: 'OFF',
  TF_LOG_PROVIDER: 'OFF',
};

/** An AWS provider that is running. It ends with this process at the latest. */
interface Running {
  /** What has Terraform use it. */
  readonly environment: NodeJS.ProcessEnv;
  readonly end: () => void;
}

const NONE: Running = { environment: {}, end: () => undefined };
const started = new Map<string, Promise<Running>>();

/**
 * An AWS provider that is running, in place of one that Terraform starts for each step of each command: that, and what
 * the proxy before it keeps, is four fifths of what a command costs. It runs as it does for a debugger (`-debug`).
 *
 * @param folder a configuration after `terraform init`, which says which provider that is; without AWS's it is none
 * @param workingFolder where it finds files that it is told of, such as zips; one provider for each
 */
export async function runningProvider(folder: string, workingFolder = tmpdir()): Promise<Running> {
  const executable = executableOf(folder);
  if (!executable) return NONE;
  const key = `${executable} ${workingFolder}`;
  const running = started.get(key) ?? start(executable, workingFolder);
  started.set(key, running);
  const { environment, end } = await running;
  return {
    environment,
    end: () => {
      started.delete(key);
      end();
    },
  };
}

/** Where `init` put it: `<version>/<platform>/terraform-provider-aws_…`, of which the platform's folder may be a link. */
function executableOf(folder: string): string | undefined {
  const root = join(folder, '.terraform/providers', NAME);
  if (!existsSync(root)) return undefined;
  const only = (path: string, [name = ''] = readdirSync(path)) => join(path, name);
  const platform = only(only(root));
  const executable = readdirSync(platform).find(name => name.startsWith('terraform-provider-aws'));
  return realpathSync(join(platform, executable ?? ''));
}

async function start(executable: string, cwd: string): Promise<Running> {
  // With certificates of one's own it can be configured only once.
  const { AWS_CA_BUNDLE: _, ...inherited } = process.env;
  const env = { ...inherited, ...QUIET, GOGC: process.env.GOGC ?? '400' };
  const provider = spawn(executable, ['-debug'], { cwd, env, stdio: ['ignore', 'pipe', 'ignore'] });
  const forget = onExit(() => provider.kill('SIGKILL'));
  // Neither keeps this process alive.
  provider.unref();
  const lines = createInterface({ input: provider.stdout });
  const said: string[] = [];
  for await (const line of lines) {
    said.push(line);
    const [, reattach] = /TF_REATTACH_PROVIDERS='(.+)'/.exec(line) ?? [];
    if (!reattach) continue;
    provider.stdout.resume();
    (provider.stdout as unknown as { unref(): void }).unref();
    const behind = await behindProxy(reattach);
    return {
      environment: { TF_REATTACH_PROVIDERS: behind.reattach },
      end: () => {
        behind.close();
        provider.kill('SIGKILL');
        forget();
      },
    };
  }
  throw new Error(`The AWS provider ended before it served:\n${said.slice(-20).join('\n')}`);
}

/** The same provider, by way of the proxy. @param reattach as Terraform takes it in `TF_REATTACH_PROVIDERS` */
async function behindProxy(reattach: string) {
  const { [NAME]: provider } = JSON.parse(reattach);
  const folder = mkdtempSync(join(tmpdir(), 'cognito-challenge-provider-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const forget = onExit(remove);
  const socket = join(folder, 'socket');
  const ofExamples = typesOfExamples();
  const close = await startProviderProxy(
    provider.Addr.String,
    socket,
    type => SERVICES.test(type) || ofExamples.has(type),
  );
  return {
    reattach: JSON.stringify({ [NAME]: { ...provider, Addr: { ...provider.Addr, String: socket } } }),
    close: () => {
      close();
      remove();
      forget();
    },
  };
}

/** Every type that an example names. */
function typesOfExamples(): ReadonlySet<string> {
  const files = readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter(name =>
    name.endsWith('.tf'),
  );
  const named = files.flatMap(file => [
    ...readFileSync(join(examples, file), 'utf8').matchAll(/^\s*(?:resource|data) "(aws_\w+)"/gm),
  ]);
  return new Set(named.map(([, type = '']) => type));
}
