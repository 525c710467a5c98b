import { parseArgs } from 'node:util';

/** What a command was called with. */
export interface Arguments {
  readonly functionName: string;
  /** As the user knows it, where there is a pool to look it up in; otherwise Cognito's own. */
  readonly username?: string;
  readonly userPoolId?: string;
  readonly isJson: boolean;
  /** The fields of the request besides the user. */
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
}

/** A command, as its help and its request differ from the others. */
export interface Command {
  readonly action: 'trace' | 'unblock';
  readonly help: string;
  /** Options by the fields of the request that they become. */
  readonly fields: Readonly<Record<string, { readonly option: string; readonly multiple?: true }>>;
}

/** Asked for, so it is no error. */
export class HelpWanted extends Error {}

const shared = {
  function: { type: 'string' },
  'user-pool-id': { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** @throws Error that says what to write instead; HelpWanted */
export function readArguments(command: Command, args: readonly string[]): Arguments {
  const own = Object.values(command.fields).map(({ option, multiple = false }) => [
    option,
    { type: 'string', multiple } as const,
  ]);
  const parsed = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { ...Object.fromEntries(own), ...shared } as typeof shared,
  });
  const { help, json: isJson = false, function: functionName, 'user-pool-id': userPoolId } = parsed.values;
  if (help) throw new HelpWanted(command.help);
  if (functionName === undefined)
    throw new Error(
      'Which function? Give --function and its name: function_names.support of the module’s outputs. --help says more.',
    );
  const [username, ...others] = parsed.positionals;
  if (others.length > 0) throw new Error('One user at a time. Quote a name with blanks in it.');
  const values = parsed.values as Readonly<Record<string, unknown>>;
  const fields = Object.entries(command.fields).flatMap(([field, { option }]) =>
    values[option] === undefined ? [] : [[field, values[option] as string | string[]] as const],
  );
  return {
    ...{ functionName, isJson, fields: Object.fromEntries(fields) },
    ...(username !== undefined && { username }),
    ...(userPoolId !== undefined && { userPoolId }),
  };
}
