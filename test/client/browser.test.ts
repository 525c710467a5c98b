import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'chai';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { stories } from '../../client/stories.ts';
import { launchBrowser } from '../support/browser.ts';
import { codeIn, linkIn } from '../support/codes.ts';
import { type Loop, startLoop } from '../support/loop.ts';
import { need } from '../support/need.ts';
import { bundled, policy, serveSite } from './site.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const ENDPOINT = 'https://cognito-idp.eu-central-1.amazonaws.com/';
const CLIENT_ID = 'your-app-client-id';

const STORIES = `import '/element/index.js';
import { stories } from '/stories.js';
for (const { title, state } of stories) {
  const element = document.createElement('cognito-challenge');
  element.title = title;
  element.setAttribute('password', '');
  element.state = state;
  document.querySelector('main').append(element);
}`;

/** A sign-in that asks for one thing, and notes its answers. */
const HUMAN = `import '/element/index.js';
const said = document.querySelector('main').appendChild(document.createElement('output'));
let state = { at: 'challenge', step: 1, steps: 1, attemptsRemaining: 3, expiresAtMs: 9e15, secondsLeft: 9, alternatives: [],
  challenge: { name: 'human_check', provider: new URL(location).searchParams.get('provider'), siteKey: 'key', action: 'go' } };
const signIn = { get state() { return state; }, answer: async text => { said.append(text, ';'); }, answerLink: async () => false,
  subscribe: listener => { window.show = next => { state = { ...state, ...next }; listener(state); }; listener(state); return () => {}; } };
document.querySelector('cognito-challenge').signIn = signIn;`;

const REACT = (loop: Loop) => `import { createRoot } from 'react-dom/client';
import { StrictMode } from 'react';
import { createSignIn } from './index.ts';
import { fetchTransport } from './adapters/fetch.ts';
import { useHumanCheck, useSignIn } from './react.ts';
const asksForHuman = { state: { at: 'challenge', challenge: { name: 'human_check', provider: 'turnstile', siteKey: 'key', action: 'go' } },
  subscribe: () => () => {}, answer: async text => document.body.append('answered ' + text) };
const signIn = location.search ? asksForHuman : createSignIn(fetchTransport({ endpoint: '${loop.endpoint}/', clientId: '${loop.clientId}' }));
function App() {
  const state = useSignIn(signIn);
  const widget = useHumanCheck(signIn, error => document.body.append(String(error)));
  if (state.challenge?.name === 'human_check') return <div ref={widget} />;
  if (state.at === 'idle')
    return <form action={data => signIn.start({ username: data.get('name') })}><input name="name" /><button>Go</button></form>;
  if (state.at === 'challenge')
    return <form action={data => signIn.answer(data.get('answer'))}>
      <p>{state.challenge.name} {state.problem} {state.attemptsRemaining} {state.secondsLeft > 0 ? 'open' : 'over'}</p>
      <input name="answer" /><button>Send</button></form>;
  return <p>{state.at}</p>;
}
createRoot(document.querySelector('main')).render(<StrictMode><App /></StrictMode>);`;

const element = '<cognito-challenge></cognito-challenge>';

describe('The client kit in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let loop: Loop;
  let site: Awaited<ReturnType<typeof serveSite>>;

  before(async function () {
    need('chromium').call(this);
    const pages: Record<string, Parameters<typeof serveSite>[0][string]> = {};
    // What the example has to be told of a deployment, in config.js and in the page's policy.
    site = await serveSite(pages, text =>
      text.replace(ENDPOINT, `${loop.endpoint}/`).replace(CLIENT_ID, loop.clientId),
    );
    loop = await startLoop({
      inputs: {
        flow: [{ challenge: 'proof_of_work' }, { any_of: ['magic_link', 'email_otp'], name: 'code' }],
        proof_of_work: { difficulty: 10 },
        email: { from: 'sign-in@acme.example' },
        magic_link: { urls: [`${site.url}/app/`] },
      },
    });
    const within = policy(loop.endpoint, 'worker-src blob:');
    Object.assign(pages, {
      '/states': { script: STORIES, policy: policy(loop.endpoint) },
      '/human': {
        ...{ script: HUMAN, body: element },
        policy: within.replace("script-src 'self'", "script-src 'self' https:"),
      },
      '/react': {
        script: await bundled(REACT(loop)),
        policy: within.replace("script-src 'self'", "script-src 'self' https:"),
      },
      '/no-worker': { script: '', policy: policy(loop.endpoint, "worker-src 'none'") },
      '/own-worker': { script: '', policy: policy(loop.endpoint, "worker-src 'self'") },
    });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    site?.close();
    await loop?.close();
  });

  const contexts: BrowserContext[] = [];
  afterEach(() => Promise.all(contexts.splice(0).map(context => context.close())));

  /** A browser of somebody's own, with what goes wrong in its pages. */
  async function someone(options: BrowserContextOptions = {}) {
    const context = await browser.newContext(options);
    contexts.push(context);
    context.setDefaultTimeout(15_000);
    const problems: string[] = [];
    context.on('console', message => {
      if (['error', 'warning'].includes(message.type())) problems.push(message.text());
    });
    context.on('weberror', error => problems.push(String(error.error())));
    const open = async (path: string): Promise<Page> => {
      const page = await context.newPage();
      await page.goto(path.startsWith('http') ? path : site.url + path);
      return page;
    };
    return { context, open, problems };
  }

  const heading = (page: Page, name: string | RegExp) =>
    page.getByRole('heading', { level: 2, name }).waitFor({ state: 'visible' });
  const press = (page: Page, name: string) => page.getByRole('button', { name }).click();

  async function begin(page: Page, username: string): Promise<void> {
    await page.getByLabel('E-mail address').fill(username);
    await page.keyboard.press('Enter');
    await heading(page, 'Open the link');
  }

  for (const colorScheme of ['light', 'dark'] as const)
    it(`shows every state within a strict policy, and axe finds nothing: ${colorScheme}`, async () => {
      const { open, problems } = await someone({ colorScheme, reducedMotion: 'reduce' });
      const page = await open('/states');
      await heading(page, 'Sign-in is not available');
      expect(await page.locator('cognito-challenge').count()).to.equal(stories.length);
      const tops = await page.evaluate(`['captcha', 'captcha, answered'].map(title => {
        const element = document.querySelector('[title="' + title + '"]');
        return element.shadowRoot.querySelector('h2').getBoundingClientRect().top - element.getBoundingClientRect().top;
      })`);
      expect(Array.isArray(tops) && tops[0], 'nothing moves while an answer is on its way').to.equal(
        Object(tops)[1],
      );
      await page.evaluate(`document.querySelector('[title="captcha"]').lang = 'de'`);
      await page.getByRole('textbox', { name: 'Antwort' }).waitFor();
      // axe takes a canvas without a colour of its own for white.
      await page.evaluate("document.body.style.background = 'Canvas'");
      await page.evaluate(axe); // whose forms have the same names: no page has so many
      const found = await page.evaluate(
        `axe.run({ rules: { 'landmark-unique': { enabled: false } } }).then(({ violations }) =>
          violations.map(({ id, nodes }) => id + ' ' + nodes[0].target + ' ' + nodes[0].failureSummary))`,
      );
      expect(found).to.deep.equal([]);
      expect(problems).to.deep.equal([]);
    });

  it('signs in by keyboard: a wrong code, then the right one', async () => {
    const { email } = await loop.newUser();
    const { open, problems } = await someone();
    const page = await open('/app/');
    await begin(page, email);
    const focused = () => page.evaluate('document.activeElement.shadowRoot.activeElement?.name');
    expect(await focused(), 'the next field has the focus').to.equal('answer');

    await page.keyboard.type('000000');
    await page.keyboard.press('Enter');
    await page.getByText('That was not right.', { exact: true }).waitFor();
    expect(await page.getByRole('status').innerText()).to.match(/^That was not right\./);
    expect(await focused()).to.equal('answer');
    expect(await page.getByRole('textbox', { name: 'Code' }).getAttribute('aria-invalid')).to.equal('true');
    expect(
      await page.getByRole('textbox', { name: 'Code' }).inputValue(),
      'is there to be typed anew',
    ).to.equal('');

    await page.keyboard.type(codeIn(await loop.message(email)));
    await page.keyboard.press('Enter');
    await heading(page, 'You are signed in');
    expect(await page.title()).to.equal('Signed in');
    expect(problems).to.deep.equal([]);
  });

  it('sends a code that is pasted, and shows the question again after a reload', async () => {
    const { email } = await loop.newUser();
    const { context, open } = await someone();
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: site.url });
    const page = await open('/app/');
    await begin(page, email);
    await press(page, 'Get a code by e-mail');
    await heading(page, 'Enter the code');
    await page.reload();
    await heading(page, 'Enter the code');
    expect(await page.getByRole('textbox', { name: 'Code' }).getAttribute('autocomplete')).to.equal(
      'one-time-code',
    );

    const code = codeIn(await loop.message(email, 2));
    await page.evaluate(text => navigator.clipboard.writeText(text), ` ${code.slice(0, 3)} ${code.slice(3)}`);
    await page.getByRole('textbox', { name: 'Code' }).focus();
    await page.keyboard.press('Control+V');
    await heading(page, 'You are signed in');
  });

  it('hands a link over to the tab that waits, once the button is pressed', async () => {
    const { email } = await loop.newUser();
    const { open, problems } = await someone();
    const first = await open('/app/');
    await begin(first, email);
    const opened = await open(linkIn(await loop.message(email)).href);
    await heading(opened, `Sign in as ${email}?`);
    expect(opened.url(), 'no token in the address bar').to.equal(`${site.url}/app/`);
    await heading(first, 'Open the link');

    await press(opened, 'Sign in');
    await heading(first, 'You are signed in');
    await heading(opened, 'Go on in your other tab');
    expect(problems).to.deep.equal([]);
  });

  it('names the account of a link that was asked for elsewhere, and shows nothing before a yes', async () => {
    const { email } = await loop.newUser();
    const first = await (await someone()).open('/app/');
    await begin(first, email);
    const opened = await (await someone()).open(linkIn(await loop.message(email)).href);
    await heading(opened, 'Go on with this link?');
    await press(opened, 'Continue');
    await heading(opened, `Sign in as ${email}?`);
    expect(await opened.title()).to.equal('Sign in');
    await press(opened, 'Yes, this is my account');
    await heading(opened, 'You are signed in');
  });

  for (const [path, workerUrl, violated] of [
    ['/app/', undefined, []],
    ['/own-worker', '/worker.js', []],
    ['/no-worker', undefined, ['worker-src']],
  ] as const)
    it(`solves proof of work at ${path}${workerUrl ? ` with ${workerUrl}` : ''}`, async () => {
      const page = await (await someone()).open(path);
      const [answer, found] = (await page.evaluate(`(async () => {
        const violated = new Set();
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => violated.add(effectiveDirective));
        const { solve } = await import('/proof-of-work.js');
        const options = { signal: new AbortController().signal, workerUrl: ${JSON.stringify(workerUrl)} };
        return [await solve({ prefix: 'AAAA.', difficulty: 12 }, options), [...violated]];
      })()`)) as [string, string[]];
      expect(answer).to.match(/^\d+$/);
      expect(found).to.deep.equal(violated);
    });

  /** Answers for the providers. @returns what was asked of them */
  async function fakeWidget(context: BrowserContext, global: string): Promise<string[]> {
    const asked: string[] = [];
    await context.route(/^https:/, (route, request) => {
      asked.push(request.url());
      return route.fulfill({
        contentType: 'text/javascript',
        body: `window.${global} = {
          ready: run => run(),
          execute: async (key, { action }) => key + ' ' + action,
          render: (node, options) => {
            const button = document.createElement('button');
            button.textContent = 'I am human';
            button.onclick = () => options.callback(options.sitekey + ' ' + options.action);
            node.append(button);
          },
        };`,
      });
    });
    return asked;
  }

  for (const [provider, script, global] of [
    ['turnstile', 'https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit', 'turnstile'],
    ['hcaptcha', 'https://js.hcaptcha.com/1/api.js?render=explicit', 'hcaptcha'],
    ['recaptcha_v2', 'https://www.google.com/recaptcha/api.js?render=explicit', 'grecaptcha'],
    ['recaptcha_v3', 'https://www.google.com/recaptcha/api.js?render=key', 'grecaptcha'],
  ] as const)
    it(`shows the widget of ${provider}, and answers with its token`, async () => {
      const { context, open } = await someone();
      const asked = await fakeWidget(context, global);
      const page = await open(`/human?provider=${provider}`);
      if (provider !== 'recaptcha_v3') await press(page, 'I am human');
      await page.getByText('key go;', { exact: true }).waitFor();
      // A refused token brings a fresh widget, from the script that is there.
      await page.evaluate("show({ problem: 'WRONG_ANSWER', attemptsRemaining: 2 })");
      if (provider !== 'recaptcha_v3') await press(page, 'I am human');
      await page.getByText('key go;key go;', { exact: true }).waitFor();
      expect(asked).to.deep.equal([script]);
    });

  it('says so if the widget cannot be loaded', async () => {
    const { context, open } = await someone();
    await context.route(/^https:/, route => route.abort());
    const page = await open('/human?provider=turnstile');
    await page.getByText('The check does not load.').waitFor();
  });

  it('shows a widget by the hook, and answers with its token', async () => {
    const { context, open, problems } = await someone();
    const asked = await fakeWidget(context, 'turnstile');
    const page = await open('/react?human');
    await page.getByRole('button', { name: 'I am human' }).click();
    await page.getByText('answered key go').waitFor();
    expect(asked).to.have.length(1);
    expect(problems).to.deep.equal([]);
  });

  it('is rendered by the hook', async () => {
    const { email } = await loop.newUser();
    const { open, problems } = await someone();
    const page = await open('/react');
    await page.locator('input').fill(email);
    await press(page, 'Go');
    await page.getByText('magic_link 3 open').waitFor();
    await page.locator('input').fill('000000');
    await press(page, 'Send');
    await page.getByText('magic_link WRONG_ANSWER 2 open').waitFor();
    await page.locator('input').fill(codeIn(await loop.message(email)));
    await press(page, 'Send');
    await page.getByText('signed-in').waitFor();
    expect(problems).to.deep.equal([]);
  });
});
