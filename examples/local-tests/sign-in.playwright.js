import { expect, test } from '@playwright/test';
import { start } from 'cognito-challenge-local';
import { serveApp } from './serve-app.js';

let cognito, app;
test.beforeAll(async () => {
  cognito = await start({ inputs: 'inputs.tfvars', users: 'users.json' });
  app = await serveApp({ endpoint: cognito.endpoint, clientId: cognito.clientIds.app });
});
test.afterAll(async () => {
  await app.stop();
  await cognito.stop();
});

test('the page signs in with the code from the mail', async ({ page }) => {
  await page.goto(app.url);
  await page.getByLabel('E-mail').fill('casey@example.com');
  await page.getByRole('button', { name: 'Send me a code' }).click();
  const { code } = await cognito.outbox.next('casey@example.com');
  await page.getByLabel('Code').fill(code);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('status')).toHaveText('Signed in.');
});
