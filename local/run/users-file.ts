import { readFile } from 'node:fs/promises';
import type { NewUser } from '../watch/protocol.ts';

/** Users as `POST /local/users` takes them: a list, or one. @throws Error that names the file */
export async function readUsers(file: string): Promise<readonly NewUser[]> {
  const found: unknown = parse(await readFile(file, 'utf8'), file);
  const users = Array.isArray(found) ? found : [found];
  const odd = users.findIndex(user => typeof Object(user).username !== 'string');
  if (odd >= 0)
    throw new Error(
      `${file}: user ${odd + 1} has no username. A user is { "username": …, "attributes": { … } }.`,
    );
  return users as NewUser[];
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}
