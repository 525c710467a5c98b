import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { need } from '../support/need.ts';
import { type Person, person, RIDDLE, type Served, serveConsole } from './served.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds, in words. It is evaluated by the debugger, which no policy of the page keeps out. */
async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
  await page.evaluate(axe);
  const options = { resultTypes: ['violations'], ...(rules && { runOnly: rules }) };
  return page.evaluate(`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html, any }) => id + ': ' + html.slice(0, 120) + ' ' + (any[0]?.message ?? ''))))`);
}

/** Looks again, until it is so; the test's time limit ends it otherwise. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise(resolve => setTimeout(resolve, 50));
}

describe('The console, in a browser', function () {
  this.timeout(60_000);
  let served: Served;
  let somebody: Person;

  before(async function () {
    need('chromium').call(this);
    served = await serveConsole();
    somebody = await person(served);
  });
  after(() => served?.close());
  afterEach('nothing went wrong in the page, and nothing left the machine', () => {
    // A browser reports each refused request itself; what the page says of it is what is looked at.
    const problems = somebody?.problems.filter(text => !/status of 4(00|22)/.test(text));
    expect(problems ?? []).to.deep.equal([]);
  });

  const signedIn = () => somebody.sees('Signed in', somebody.app);
  /** Types into the app, and sends it. */
  const give = async (text: string) => {
    await somebody.app.getByRole('textbox').fill(text);
    await somebody.app.getByRole('button', { name: 'Continue' }).click();
  };
  const hint = () => somebody.app.locator('.answer').innerText();

  it('says at first what it is, and signs the demo user in', async () => {
    const { press, sees, loop, inbox, app, page, picture } = somebody;
    await sees('Watch a sign-in from all sides.');
    await sees('No step of this flow sends a message.', inbox);
    await picture('first-open');
    await press('Sign the demo user in');
    await sees('a wrong answer first', app);
    await signedIn();
    await sees('wrong, 2 left', loop);
    await sees('issue tokens', loop);
    await sees('demo@example.com', app.locator('dl'));
    expect(await page.locator('.timeline > li').count()).to.be.greaterThan(8);
    await picture('signed-in');
  });

  it('opens a call: event, response, log and AWS calls; the address says which', async () => {
    const { page, press, sees, loop } = somebody;
    await loop.getByRole('button', { name: /^Verify wrong/ }).click();
    await sees('"challengeAnswer"', loop);
    await press(/^AWS calls/);
    await sees('kms:GenerateMac', loop);
    const url = page.url();
    expect(url).to.match(/\?run=.+&call=.+&part=aws|\?part=aws/);
    await page.reload();
    await sees('kms:GenerateMac', loop);
    expect(page.url()).to.equal(url);
  });

  it('copies a run as a report without secrets', async () => {
    const { page, press, sees } = somebody;
    await press('Copy this run as a report');
    await sees('Copied this run as a report.');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied)
      .to.match(/^Sign-in through client app: passed\n/)
      .and.include('DefineAuthChallenge: issue tokens');
    const [run] = (await served.state()).runs;
    for (const { expectedAnswer } of run?.calls ?? [])
      if (expectedAnswer) expect(copied).to.not.include(expectedAnswer);
    expect(copied).to.not.include('demo@example.com');
  });

  it('edits the flow, shows its Terraform, and says why one cannot be', async () => {
    const { page, view, press, sees, picture } = somebody;
    await view('Flow');
    const choose = (step: number, challenge: string) =>
      page.getByRole('combobox', { name: `Challenge of step ${step}`, exact: true }).selectOption(challenge);
    await press('Remove step 1');
    await press('Deploy here');
    await sees(/needs a step that proves who the user is/);
    await press('Discard');

    for (const [step, challenge] of [
      [3, 'email_otp'],
      [4, 'proof_of_work'],
      [5, 'human_check'],
    ] as const) {
      await press('Add a step');
      await choose(step, challenge);
    }
    await page.getByRole('button', { name: 'or…' }).nth(1).click();
    await page.getByRole('combobox', { name: 'Challenge of step 3, alternative 2' }).selectOption('sms_otp');
    // Cognito's session has room for so many answers.
    for (const attempts of await page.getByLabel('Attempts').all()) await attempts.fill('2');
    await sees('any_of = ["email_otp", "sms_otp"]');
    await picture('flow');
    await press('Deploy here');
    await sees('Deployed.');
    expect((await served.state()).server.flow.map(({ challenges }) => challenges)).to.deep.equal([
      ['password'],
      ['captcha'],
      ['email_otp', 'sms_otp'],
      ['proof_of_work'],
      ['human_check'],
    ]);
  });

  it('takes a person through every challenge: wrong then right, another way, again', async () => {
    const { page, app, inbox, view, press, sees } = somebody;
    await view('Sign-in');
    await press('Continue');
    await sees('Type the letters in the picture', app);
    const before = await hint();
    await give('wrong');
    await sees('That was not right.', app);
    await sees('Attempts left: 1', app);
    await until(async () => (await hint()) !== before);
    await give(await hint());

    await sees('Enter the code', app);
    await sees(/^Send it again in /, app);
    await sees(/^\d{6}$/, inbox);
    await app.getByRole('button', { name: /text message/ }).click();
    await inbox.locator('.sms').first().waitFor();
    await press('Copy the code');
    const code = await page.evaluate(() => navigator.clipboard.readText());
    await give('000000');
    await sees('That was not right.', app);
    await give(code);

    await sees(/human/i, app.locator('.stand-in'));
    await press('I am a robot');
    await sees('That did not pass', app);
    await press('I am human');
    await signedIn();
  });

  it('asks the question of a function of somebody’s own', async () => {
    const { page, app, view, press, sees } = somebody;
    await view('Flow');
    for (const last of [5, 4, 3, 2]) await press(`Remove step ${last}`);
    await page.getByRole('combobox', { name: 'Challenge of step 1' }).selectOption('external');
    await page.getByLabel('ARN of the function').fill(RIDDLE);
    await page.getByLabel('Proves who it is').selectOption('true');
    await press('Deploy here');
    await sees('Deployed.');
    await view('Sign-in');
    await press('Continue');
    await sees('stressed', app);
    await give('wrong');
    await sees('That was not right.', app);
    await give('desserts');
    await signedIn();
  });

  it('ends a sign-in whose time is over, and lets the person begin again', async () => {
    const { app, press, sees } = somebody;
    await press('Sign in again');
    await press('Continue');
    await sees('stressed', app);
    served.later(16 * 60_000);
    await give('desserts');
    await app.getByRole('button', { name: 'Start again' }).click();
    await sees('E-mail address or user name', app);
  });

  it('signs in by the link of a mail, opened in another tab; silence for an unknown user explains itself', async () => {
    const { page, app, context, inbox, press, sees, picture } = somebody;
    await served.deploy({
      name: 'local',
      flow: [{ challenge: 'magic_link' }],
      email: { from: 'sign-in@acme.example' },
      magic_link: { urls: [`http://localhost:${new URL(served.endpoint).port}/`] },
    });
    await sees('link', app.locator('.steps'));
    await app.getByLabel('Sign in as').selectOption('unknown');
    await press('Continue');
    await sees('Nothing was sent', inbox);
    await app.getByRole('button', { name: 'Start again' }).click();

    await app.getByLabel('Sign in as').selectOption('demo');
    await press('Continue');
    const link = inbox.getByRole('link', { name: 'Open the link' }).first();
    await link.waitFor();
    await inbox.getByRole('button', { name: 'Read the mail' }).first().click();
    for (const scheme of ['Dark', 'Light']) {
      await inbox.getByRole('button', { name: scheme }).click();
      await page.frameLocator('iframe').getByRole('link').first().waitFor();
      await picture(`mail-${scheme.toLowerCase()}`);
    }
    const [opened] = await Promise.all([context.waitForEvent('page'), link.click()]);
    await opened.getByRole('button', { name: 'Sign in', exact: true }).click();
    await sees(/Signed in|another tab/, app);
    expect(opened.url(), 'no token in the address bar').to.not.include('token');
    await opened.close();
  });

  it('breaks a function on purpose, says what was denied and where its cure is', async () => {
    const { page, app, loop, view, press, sees, picture } = somebody;
    await view('Faults');
    const create = page.getByRole('article', { name: 'create-auth-challenge' });
    await create.getByLabel('lacks kms:GenerateMac').check();
    await until(async () => 'create-auth-challenge' in (await served.state()).switches.functions);
    await picture('faults');
    await view('Sign-in');
    await press(/Start again|Sign in again/);
    await press('Continue');
    await sees('failed', loop);
    await loop
      .getByRole('button', { name: /^Create / })
      .first()
      .click();
    await press(/^AWS calls/);
    await sees('denied', loop);
    await picture('failure');
    await view('Faults');
    await press('Mend everything');
    await until(async () => Object.keys((await served.state()).switches.functions).length === 0);
    await view('Sign-in');
    await press('Start again');
    await press('Continue');
    await sees('Enter the code', app);
  });

  it('adds, edits, disables and deletes users', async () => {
    const { page, view, press, sees, picture } = somebody;
    await view('Users');
    await page.getByLabel('User name or e-mail').fill('casey@ember.example');
    await page.getByLabel('Attributes, name=value').fill('locale=de');
    await press('Add');
    await sees('Added casey@ember.example.');
    await press(/^casey@ember.example/);
    await page.getByLabel('locale', { exact: true }).fill('fr');
    await press('Save');
    const casey = async () =>
      (await served.state()).users.find(({ attributes }) => attributes.email === 'casey@ember.example');
    await until(async () => (await casey())?.attributes.locale === 'fr');
    await picture('users');
    await press('Disable');
    await sees('disabled');
    await press('Delete');
    await until(async () => (await casey()) === undefined);
  });

  it('shows the dashboard and the alarms of the deployment, with what has just happened', async () => {
    const { page, app, view, press, sees, picture } = somebody;
    await view('Metrics');
    await sees('This deployment has no alarms');
    const { values } = (await served.state()).inputs;
    await served.deploy({ ...values, alarms: { topic_arn: 'arn:aws:sns:us-east-1:111122223333:on-call' } });
    await view('Sign-in');
    await press('Continue');
    await sees('Enter the code', app);
    await view('Metrics');
    await sees('Can people sign in?');
    await sees(/of \d+ alarms ha/);
    const asked = page.getByRole('img', { name: /Steps that are asked.*asked 1/ });
    await asked.waitFor();
    await page.getByRole('button', { name: '15 minutes' }).click();
    await until(async () => new URL(page.url()).searchParams.get('minutes') === '15');
    await asked.waitFor();
    await picture('metrics');
    await view('Sign-in');
  });

  describe('has nothing that axe finds', () => {
    const VIEWS = ['/', '/?view=users', '/?view=flow', '/?view=faults', '/?view=metrics', '/kit'];
    const COLUMNS = ['/?column=app', '/?column=loop', '/?column=inbox'];
    for (const [title, paths, options, rules] of [
      ['in the light', VIEWS, { colorScheme: 'light' }, undefined],
      // Only the colours are others.
      ['in the dark', VIEWS, { colorScheme: 'dark' }, ['color-contrast']],
      ['on a phone', COLUMNS, { colorScheme: 'light', viewport: { width: 390, height: 844 } }, undefined],
    ] as const) {
      it(title, async () => {
        const found: string[] = [];
        const { page, sees, picture, context } = await person(served, '/', options);
        for (const path of paths) {
          await page.goto(served.endpoint + path);
          await (path === '/kit' ? sees('Nothing has begun') : sees('live'));
          // On the page of stories, there are several elements of the same name.
          for (const violation of await violations(page, rules))
            if (path !== '/kit' || !violation.startsWith('landmark-unique'))
              found.push(`${path}: ${violation}`);
          await picture(`${path.replace(/\W+/g, '-')} ${title}`);
        }
        await context.close();
        expect(found).to.deep.equal([]);
      });
    }
  });

  it('needs no mouse', async () => {
    const { page, app, sees } = somebody;
    await page.goto(served.endpoint);
    await sees('live');
    /** Tabs on to what is called so, and presses it. */
    const press = async (name: string) => {
      const target = await page.getByRole('button', { name }).first().elementHandle();
      for (let step = 0; step < 60; step++) {
        await page.keyboard.press('Tab');
        const isThere = await target?.evaluate(element => {
          const active = document.activeElement;
          return element === active || element === active?.shadowRoot?.activeElement;
        });
        if (isThere) return page.keyboard.press('Enter');
      }
      throw new Error(`The keyboard does not reach ${name}.`);
    };
    await press('Continue');
    await sees('Enter the code', app);
    await somebody.inbox.locator('.code').first().waitFor();
    await press('Give it');
    await signedIn();
  });

  it('tells nothing to a page of another origin', async () => {
    const pages: Server = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html').end('<title>a page</title>');
    });
    await new Promise<void>(resolve => void pages.listen(0, '127.0.0.1', resolve));
    const context = await served.browser.newContext();
    const page = await context.newPage();
    await page.goto(`http://evil.example:${(pages.address() as AddressInfo).port}/`);
    const read = (path: string) =>
      page.evaluate(
        url =>
          fetch(url).then(
            response => response.text(),
            () => 'nothing',
          ),
        served.endpoint + path,
      );
    for (const path of ['/', '/kit', '/console/console.js', '/local/events', '/console/mail/1'])
      expect(await read(path), path).to.equal('nothing');
    await context.close();
    pages.close();
  });
});
