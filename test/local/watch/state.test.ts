import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { startLocalAws } from '../../../local/local-aws.ts';
import { readState } from '../../../local/state-file.ts';
import { temporaryFolder, withLoop } from '../../support/loop.ts';
import { sdkUser } from '../../support/sdk-client.ts';
import { client } from './client.ts';

const ada = 'ada@example.com';
const FILE = 'local-state.json';

describe('the state of the local server on disk', function () {
  this.timeout(60_000);

  it('has users, groups, tokens, keys and counters for the next run, and nothing for others to read', async () => {
    const state = join(temporaryFolder(), 'state');
    const inputs = { flow: [{ challenge: 'password' }, { challenge: 'captcha' }] };
    const before = await withLoop({ inputs, state, demo: { password: 'Fixed-password-7' } }, async loop => {
      const { endpoint, deployment, clientId, rightAnswer } = loop;
      const { get, send } = client(() => endpoint);
      await send('POST', '/local/users', { username: ada, password: 'Correct-horse-7', groups: ['counts'] });
      const user = sdkUser(loop, ada, 'Correct-horse-7');
      const asked = await user.passPassword();
      const { AuthenticationResult: tokens } = await user.answer(asked, await rightAnswer());
      const jwks = (await get(`/${deployment.userPool.id}/.well-known/jwks.json`)).body;
      return { deployment, clientId, jwks, refreshToken: tokens?.RefreshToken ?? '' };
    });
    expect(statSync(join(state, FILE)).mode & 0o777).to.equal(0o600);
    const saved = await readState(state);
    expect(Object.values(saved?.tables ?? {}).flat()).to.not.have.length(0);
    expect(Object.keys(saved?.keys ?? {})).to.deep.equal(before.deployment.keys.map(({ arn }) => arn));

    const { deployment, clientId, jwks, refreshToken } = before;
    const local = await startLocalAws({ deployment, state, demo: false });
    try {
      const { get, cognito, state: stateOf } = client(() => local.endpoint);
      expect(local.demoUser).to.equal(undefined);
      expect((await stateOf()).server.demoUser).to.equal(null);
      const users = (await stateOf()).users.map(({ attributes, groups }) => [attributes.email, groups]);
      expect(users).to.deep.equal([
        ['demo@example.com', []],
        [ada, ['counts']],
      ]);
      expect((await get(`/${deployment.userPool.id}/.well-known/jwks.json`)).body).to.deep.equal(jwks);
      const refreshed = await cognito('InitiateAuth', {
        AuthFlow: 'REFRESH_TOKEN_AUTH',
        ClientId: clientId,
        AuthParameters: { REFRESH_TOKEN: refreshToken },
      });
      expect(refreshed.body).to.have.nested.property('AuthenticationResult.AccessToken');
    } finally {
      await local.close();
    }
    // Closed, and saved once more: the same but for what has changed.
    expect(await readState(state)).to.deep.equal(saved);
  });

  for (const [title, text] of [
    ['is not JSON', '{'],
    ['is of another version', '{"version":2}'],
    ['lacks a part', '{"version":1,"pool":{}}'],
  ] as const)
    it(`is refused where it ${title}, with the cure`, async () => {
      const folder = temporaryFolder();
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, FILE), text);
      const error = await readState(folder).then(
        () => expect.fail(),
        (thrown: Error) => thrown,
      );
      expect(error.message).to.include(join(folder, FILE)).and.include('Delete the file');
      expect(readFileSync(join(folder, FILE), 'utf8')).to.equal(text);
    });

  it('is nothing where nothing was saved', async () => {
    expect(await readState(join(temporaryFolder(), 'none'))).to.equal(undefined);
  });
});
