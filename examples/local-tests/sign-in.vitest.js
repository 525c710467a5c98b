import { start } from 'cognito-challenge-local';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginSignIn } from './sign-in.js';

let cognito;
beforeAll(async () => {
  cognito = await start({ inputs: 'inputs.tfvars', users: 'users.json' });
});
afterAll(() => cognito.stop());

test('the sign-in takes the code from the mail', async () => {
  const answer = await beginSignIn(cognito, 'casey@example.com');
  const { code } = await cognito.outbox.next('casey@example.com');
  expect((await answer(code)).AccessToken).toBeTruthy();
});
