import assert from 'node:assert';
import { start } from 'cognito-challenge-local';
import { beginSignIn } from './sign-in.js';

describe('the sign-in', function () {
  this.timeout(20_000);
  let cognito;
  before(async () => (cognito = await start({ inputs: 'inputs.tfvars', users: 'users.json' })));
  after(() => cognito.stop());

  it('takes the code from the mail', async () => {
    const answer = await beginSignIn(cognito, 'casey@example.com');
    const { code } = await cognito.outbox.next('casey@example.com');
    assert.ok((await answer(code)).AccessToken);
  });
});
