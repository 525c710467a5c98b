import { type Command, HelpWanted, readArguments } from './arguments.ts';
import { type Aws, awsOfThisShell, callSupport } from './call-support.ts';

/** @returns what is printed @throws Error for the person who called it */
export async function answerTo(
  command: Command,
  describe: (answer: unknown) => string,
  args: readonly string[],
  aws: Aws,
): Promise<string> {
  const given = readArguments(command, args);
  const answer = await callSupport(command, given, aws);
  return given.isJson ? JSON.stringify(answer, undefined, 2) : describe(answer);
}

/** The command as a program. */
export async function main(command: Command, describe: (answer: unknown) => string): Promise<void> {
  try {
    console.log(await answerTo(command, describe, process.argv.slice(2), awsOfThisShell()));
  } catch (error) {
    if (error instanceof HelpWanted) return console.log(error.message);
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
