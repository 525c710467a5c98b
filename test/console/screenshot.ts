/** `npm run screenshot`: the picture of the console in the README, from a real sign-in. */

import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { person, serveConsole } from './served.ts';

const PICTURE = fileURLToPath(new URL('../../docs/console.png', import.meta.url));

const served = await serveConsole({
  flow: [
    { challenge: 'password' },
    { challenge: 'captcha' },
    { any_of: ['email_otp', 'sms_otp'], name: 'code', attempts: 5 },
  ],
  email: { from: 'sign-in@acme.example' },
  sms: { country_prefixes: ['+1'] },
  delivery: { app_name: 'Acme' },
});
try {
  const { page, app, inbox, loop, press, sees } = await person(served, '/', {
    colorScheme: 'light',
    deviceScaleFactor: 1.25,
  });
  const give = async (button: string) => {
    await app.getByRole('button', { name: button, exact: true }).click();
  };
  // Somebody whom the pool does not know.
  await app.getByLabel('Sign in as').selectOption('unknown');
  await press('Continue');
  await sees('refused', loop);
  await give('Start again');
  await app.getByLabel('Sign in as').selectOption('demo');
  // A sign-in that passed, by text message in place of the mail.
  await press('Continue');
  await sees('Type the letters in the picture', app);
  await give('Give it');
  await sees('Enter the code', app);
  await inbox.locator('.mail').waitFor();
  await app.getByRole('button', { name: /text message/ }).click();
  await inbox.locator('.sms').waitFor();
  await give('Give it');
  await sees('Signed in', app);
  // The next one, after a wrong answer.
  await press('Sign in again');
  await press('Continue');
  await sees('Type the letters in the picture', app);
  await give('Give a wrong one');
  await sees('That was not right.', app);
  await loop.getByRole('button', { name: /^Verify wrong/ }).click();
  await press(/^AWS calls/);
  await inbox.getByRole('button', { name: 'Read the mail' }).click();
  await page.frameLocator('iframe').getByText('Acme').first().waitFor();
  await page.mouse.move(0, 0);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.screenshot({ path: PICTURE });
  console.log(`docs/console.png, ${Math.round(statSync(PICTURE).size / 1024)} KB`);
} finally {
  await served.close();
}
