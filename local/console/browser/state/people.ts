import type { Run, Server, User } from '../../../watch/protocol.ts';

/** Somebody to sign in as. */
export interface Person {
  readonly who: string;
  readonly words: string;
  readonly username: string;
  readonly password: string;
}

/** As a password, it is wrong for everybody. */
const WRONG_PASSWORD = 'Not-the-password-1';

/** @param known passwords of users that were added here */
export function people(
  { demoUser }: Server,
  users: readonly User[],
  known: ReadonlyMap<string, string> = new Map(),
): Person[] {
  const demo = demoUser ? [{ who: 'demo', words: 'Demo user', ...demoUser }] : [];
  const others = users.map(nameOf).filter(name => name !== demoUser?.username);
  return [
    ...demo,
    ...others.map(username => ({
      who: username,
      words: username,
      username,
      password: known.get(username) ?? '',
    })),
    { who: 'unknown', words: 'Unknown user', username: 'nobody@example.com', password: WRONG_PASSWORD },
  ];
}

/** What a user signs in with: Cognito's own name is a UUID where addresses are. */
export const nameOf = ({ username, attributes }: User): string =>
  /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/.test(username)
    ? (attributes.email ?? attributes.phone_number ?? username)
    : username;

/** As the user is known; where there is none, as it was typed. */
export function runName({ username }: Pick<Run, 'username'>, users: readonly User[]): string {
  const user = users.find(each => each.username === username);
  return (user ? nameOf(user) : username) || 'somebody';
}

export const beginsWithPassword = ({ flow }: Server): boolean => flow[0]?.challenges[0] === 'password';
