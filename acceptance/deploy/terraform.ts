import { spawn } from 'node:child_process';

/** Terraform in the folder of a run. Everything but `output` and `left` says on standard error what it does. */
export interface Terraform {
  init(): Promise<void>;
  apply(): Promise<void>;
  destroy(): Promise<void>;
  output(): Promise<Record<string, unknown>>;
  /** Addresses of what there still is. */
  left(): Promise<readonly string[]>;
}

/**
 * Terraform runs in a process group of its own: Ctrl-C at a terminal goes to every process of the group, and a
 * second interrupt makes Terraform forget what it was making.
 *
 * @param say takes each line that Terraform prints
 * @param environment besides that of this process: credentials
 */
export function terraformIn(
  folder: string,
  environment: Readonly<Record<string, string>>,
  say: (line: string) => void,
): Terraform {
  const run = (...args: readonly string[]) =>
    new Promise<string>((resolve, reject) => {
      const child = spawn('terraform', args, {
        cwd: folder,
        detached: true,
        env: { ...process.env, ...environment, TF_IN_AUTOMATION: 'true', CHECKPOINT_DISABLE: 'true' },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const [out, err]: [string[], string[]] = [[], []];
      child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => err.push(text));
      child.on('error', reject);
      child.on('close', code => {
        if (code === 0) return resolve(out.join(''));
        reject(new Error(`terraform ${args[0]} failed:\n${err.join('') || out.join('')}`));
      });
      say(`terraform ${args[0]}`);
    });
  const quiet = ['-input=false', '-no-color'];
  return {
    init: async () => void (await run('init', ...quiet)),
    apply: async () => void (await run('apply', '-auto-approve', ...quiet)),
    destroy: async () => void (await run('destroy', '-auto-approve', ...quiet)),
    output: async () => {
      const outputs: Record<string, { value: unknown }> = JSON.parse(await run('output', '-json'));
      return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
    },
    left: async () => (await run('state', 'list')).split('\n').filter(Boolean),
  };
}
