import { type ParseArgsConfig, parseArgs } from 'node:util';

/** By their long names. */
export type CommandOptions = NonNullable<ParseArgsConfig['options']>;

/** Farther away is another word, not a slip of the finger. */
const NEAR = 3;

/**
 * The options of a command, as `parseArgs` reads them.
 *
 * @param command how it is called, such as `npm start` or `npx cognito-challenge-local`
 * @throws Error that names the option that was meant, and how to see them all
 */
export function readCommandLine<Options extends CommandOptions>(
  command: string,
  options: Options,
  args: readonly string[],
) {
  const help = `${withOptions(command)} --help lists the options.`;
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  for (const token of tokens) {
    const given =
      token.kind === 'positional' ? token.value : token.kind === 'option' ? token.rawName : undefined;
    if (given === undefined || (token.kind === 'option' && Object.hasOwn(options, token.name))) continue;
    const meant = nearest(given.replace(/^-+/, ''), Object.keys(options));
    const unknown = token.kind === 'positional' ? `${given} belongs to no option` : `Unknown option ${given}`;
    throw new Error(`${unknown}${meant === undefined ? '.' : `: did you mean --${meant}?`} ${help}`);
  }
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    // A value that is missing, or one too many: Node.js says which.
    throw new Error(`${error instanceof Error ? error.message.split('\n')[0] : error}. ${help}`);
  }
}

/** How options are given to it: npm takes those before `--` for its own. */
export const withOptions = (command: string) => (/^npm /.test(command) ? `${command} --` : command);

/** The name that takes the fewest letters to change, add or leave out. */
export function nearest(given: string, names: readonly string[]): string | undefined {
  const [best] = names
    .map(name => ({ name, away: distance(given, name) }))
    .filter(({ name, away }) => away <= NEAR && away < name.length)
    .sort((one, other) => one.away - other.away);
  return best?.name;
}

/** Levenshtein's. */
function distance(one: string, other: string): number {
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    for (let column = 1; column <= other.length; column++) {
      const changed = (last[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      line.push(Math.min(changed, (last[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1));
    }
    last = line;
  }
  return last[other.length] ?? 0;
}
