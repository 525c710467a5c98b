import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { type Loop, startLoop } from '../support/loop.ts';
import { need } from '../support/need.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};
/** What the example has to be told of a deployment, in config.js and in the page's policy. */
const ENDPOINT = 'https://cognito-idp.eu-central-1.amazonaws.com/';
const CLIENT_ID = 'your-app-client-id';

/** What injected markup would try. @returns source for the page, which gives what was kept from it */
const probe = (elsewhere: string) => `(async elsewhere => {
  const violated = new Set();
  document.addEventListener('securitypolicyviolation', event => violated.add(event.effectiveDirective));
  window.ran = [];
  const add = (name, properties) => document.body.append(Object.assign(document.createElement(name), properties));
  add('script', { textContent: 'ran.push("inline")' });
  add('script', { src: elsewhere + 'page.js' });
  document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="ran.push(1)">');
  const form = Object.assign(document.createElement('form'), { action: elsewhere });
  document.body.append(form);
  form.submit();
  const answer = await fetch(elsewhere).then(() => 'an answer', () => 'nothing');
  await new Promise(resolve => setTimeout(resolve, 200));
  return { violated: [...violated].sort(), ran, answer };
})('${elsewhere}')`;

describe('The page of examples/magic-link, in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let site: Server;
  let loop: Loop;
  let url = '';

  before(async function () {
    need('chromium').call(this);
    site = createServer(({ url: path = '/' }, response) => {
      const name = path === '/' ? 'index.html' : path.slice(1);
      if (!/^[\w-]+\.(html|js|css)$/.test(name)) {
        response.writeHead(404).end();
        return;
      }
      const source = readFileSync(new URL(`../../examples/magic-link/${name}`, import.meta.url), 'utf8');
      const told = source.replace(ENDPOINT, `${loop.endpoint}/`).replace(CLIENT_ID, loop.clientId);
      response.setHeader('content-type', TYPES[extname(name)] ?? '').end(told);
    });
    await new Promise<void>(resolve => void site.listen(0, '127.0.0.1', resolve));
    url = `http://localhost:${(site.address() as AddressInfo).port}/`;
    loop = await startLoop({
      inputs: {
        flow: [{ challenge: 'magic_link' }],
        email: { from: 'sign-in@acme.example' },
        magic_link: { urls: [url] },
      },
    });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    site?.close();
    await loop?.close();
  });

  /** A browser of somebody's own, with what goes wrong in its pages. */
  async function someone() {
    const context = await browser.newContext();
    const problems: string[] = [];
    const targets: string[] = [];
    context.on('console', message => {
      if (['error', 'warning'].includes(message.type())) problems.push(message.text());
    });
    context.on('weberror', error => problems.push(String(error.error())));
    context.on('requestfinished', request => {
      const target = request.headers()['x-amz-target']?.split('.')[1];
      if (target) targets.push(target);
    });
    const open = async (address: string): Promise<Page> => {
      const page = await context.newPage();
      await page.goto(address);
      return page;
    };
    return { open, problems, targets };
  }

  const shown = (page: Page) => page.locator('section:visible').innerText();
  const press = (page: Page, name: string) => page.getByRole('button', { name }).click();
  const until = (page: Page, text: string) => page.getByText(text).waitFor({ state: 'visible' });

  async function askForLink(page: Page, name: string): Promise<string> {
    const before = loop.outbox.filter(({ to }) => to === name).length;
    await page.getByLabel('E-mail address').fill(name);
    await press(page, 'Send me a link');
    const { text } = await loop.message(name, before + 1);
    return /http:\S+#\S+/.exec(text)?.[0] ?? '';
  }

  it('names what was typed here, waits for the button, and signs in within its policy', async () => {
    const { email } = await loop.newUser();
    const { open, problems, targets } = await someone();
    const first = await open(url);
    const link = await askForLink(first, email);

    const opened = await open(link);
    expect(await shown(opened)).to.match(new RegExp(`^Sign in as ${email}\\?`));
    expect(opened.url(), 'no token in the address bar').to.equal(url);
    expect(targets, 'opening it asks Cognito nothing').to.deep.equal(['InitiateAuth']);

    await press(opened, 'Sign in');
    await until(opened, `Signed in as ${email}.`);
    await until(first, 'You signed in in another tab.');
    expect(targets).to.deep.equal(['InitiateAuth', 'RespondToAuthChallenge']);
    expect(problems).to.deep.equal([]);
  });

  it('names the account of a link that somebody else asked for, and drops its tokens on a no', async () => {
    const mallory = await loop.newUser();
    const link = await askForLink(await (await someone()).open(url), mallory.email);
    const { open, problems, targets } = await someone();

    // Whatever the link says besides: its account is the one that its token is for.
    const opened = await open(`${link}&typed=casey@ember.example&account=casey@ember.example`);
    expect(await shown(opened)).to.match(/^This link was not asked for in this browser\./);
    await press(opened, 'Go on');
    await until(opened, `Sign in as ${mallory.email}?`);

    await press(opened, 'No, somebody sent me this link');
    await until(opened, 'Send me a link');
    expect(targets).to.deep.equal(['InitiateAuth', 'RespondToAuthChallenge', 'RevokeToken']);
    expect(problems).to.deep.equal([]);
  });

  it('signs in on another device once the account was seen', async () => {
    const { email } = await loop.newUser();
    const link = await askForLink(await (await someone()).open(url), email);
    const { open, problems } = await someone();

    const opened = await open(link);
    await press(opened, 'Go on');
    await until(opened, `Sign in as ${email}?`);
    await press(opened, 'Yes, this is my account');
    await until(opened, `Signed in as ${email}.`);
    expect(problems).to.deep.equal([]);
  });

  it('runs no script that is not its own, and talks to nobody but Cognito', async () => {
    const { open } = await someone();
    const page = await open(url);
    const blocked = await page.evaluate(probe(url.replace('localhost', '127.0.0.1')));

    expect(blocked).to.deep.equal({
      violated: ['connect-src', 'form-action', 'img-src', 'script-src-attr', 'script-src-elem'],
      ran: [],
      answer: 'nothing',
    });
  });
});
