/** The command: serve a module, sign the demo user in; then serve until somebody ends it. */

import { parseSettings } from '../../functions/settings/settings.ts';
import { transcript } from '../demo/transcript.ts';
import type { Deployment } from '../deployment.ts';
import { untilOrphaned, untilTold } from '../lifecycle/until-told.ts';
import type { ModuleSource } from './module-source.ts';
import { externalFunctionsOf, help, readOptions, readOrigin, readPort, setupOptions } from './options.ts';
import { run } from './run.ts';
import { readUsers } from './users-file.ts';

/**
 * @param command how it is called, for what it says of itself
 * @throws Error for the person who called it
 */
export async function runCommand(
  command: string,
  module: ModuleSource,
  args: readonly string[],
): Promise<void> {
  const values = readOptions(command, args);
  if (values.help) return void process.stdout.write(help(command));
  const orphaned = values['outlive-parent'] ? undefined : untilOrphaned();
  const externalFunctions = externalFunctionsOf(values);
  const { client, ...observers } = transcript(line => console.log(line), Object.keys(externalFunctions));
  const running = await run(module, {
    ...setupOptions(values),
    ...observers,
    externalFunctions,
    demo: values['no-demo'] ? false : demoUserOf(values['demo-password']),
    ...(values.state !== undefined && { state: values.state }),
    ...(values.users !== undefined && { users: await readUsers(values.users) }),
    port: readPort(values.port ?? (values.once ? '0' : '9400')),
    allowedOrigins: values['allow-origin'].map(readOrigin),
    reload: values.once || values['no-reload'] ? 'never' : 'on change',
    say: line => console.log(line),
  });
  try {
    const { endpoint, demoUser } = running.local;
    const { deployment } = running.setup();
    const { flow } = settingsOf(deployment);
    console.log(`Cognito on this machine, for development: ${endpoint}`);
    console.log(`  user pool ${deployment.userPool.id}, flow ${flow.map(step => step.name).join(' → ')}`);
    if (demoUser) console.log(`  demo user ${demoUser.username}, password ${demoUser.password}\n`);
    const config = await (await fetch(`${endpoint}/local/config`)).json();
    const passwordFirst = flow[0]?.challenges[0] === 'password';
    if (!values['no-demo']) {
      // Amplify takes longest to load: what is wrong with the options or the inputs is said before.
      const { demoSignIn } = await import('../demo/sign-in.ts');
      try {
        await demoSignIn(config as Parameters<typeof demoSignIn>[0], passwordFirst, client);
      } catch (error) {
        if (values.once) throw error;
        console.log(`  the demo ends here: ${error instanceof Error ? error.message : error}`);
      }
    }
    if (values.once) return;
    console.log(`\nServing until Ctrl-C. Open ${endpoint} in a browser: it shows all of this as it happens.`);
    const reason = await untilTold(orphaned);
    console.log(`Ended: ${reason}.`);
  } finally {
    await running.close();
  }
}

const demoUserOf = (password: string | undefined) => (password === undefined ? {} : { password });

/** All of the functions have the same settings. */
function settingsOf({ functions }: Deployment) {
  const fn = functions.find(({ environment }) => environment.CHALLENGE_SETTINGS);
  return parseSettings(fn?.environment.CHALLENGE_SETTINGS);
}

/** Runs it as a program of its own. */
export function main(command: string, module: ModuleSource): void {
  runCommand(command, module, process.argv.slice(2)).then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error instanceof Error ? `${error.name}: ${error.message}` : error);
      process.exit(1);
    },
  );
}
