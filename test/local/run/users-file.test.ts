import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { readUsers } from '../../../local/run/users-file.ts';
import { rejection } from '../../support/handlers.ts';
import { temporaryFolder } from '../../support/loop.ts';

describe('a file of users', () => {
  const file = (text: string) => {
    const path = join(temporaryFolder(), 'users.json');
    writeFileSync(path, text);
    return path;
  };

  it('holds a list of them, or one', async () => {
    expect(await readUsers(file('[{ "username": "a" }, { "username": "b" }]'))).to.have.length(2);
    expect(await readUsers(file('{ "username": "a" }'))).to.deep.equal([{ username: 'a' }]);
  });

  it('is named where it is wrong, with the user', async () => {
    const reason = async (text: string) => (await rejection(readUsers(file(text)))).message;
    expect(await reason('[')).to.match(/users\.json is not JSON: /);
    expect(await reason('[{ "username": "a" }, { "name": "b" }]')).to.match(
      /users\.json: user 2 has no username\. /,
    );
  });
});
