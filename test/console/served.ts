/** One server and one browser for all that is looked at in the console. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { JsonObject } from '../../local/aws-service.ts';
import { type Running, run } from '../../local/run/run.ts';
import { synthesizedModule } from '../../local/run/synthesized-module.ts';
import type { Snapshot } from '../../local/watch/protocol.ts';
import { launchBrowser } from '../support/browser.ts';
import { packageOf } from '../support/loop.ts';

/** A function behind an external challenge, in AWS's own form. */
export const RIDDLE = 'arn:aws:lambda:us-east-1:123456789012:function:riddle';
const riddle = `exports.handler = async event => {
  const { request, response } = event;
  if (event.triggerSource.startsWith('Create')) {
    response.publicChallengeParameters = { word: 'stressed' };
    response.privateChallengeParameters = { answer: 'desserts' };
  } else response.answerCorrect = request.challengeAnswer === request.privateChallengeParameters.answer;
  return event;
};`;

/** Where the pictures go: below dist/, which Git ignores. */
const PICTURES = fileURLToPath(new URL('../../dist/console', import.meta.url));

export interface Served {
  readonly endpoint: string;
  readonly browser: Browser;
  /** The time by Cognito's clock is so much later from now on. */
  later(ms: number): void;
  state(): Promise<Snapshot>;
  deploy(inputs: JsonObject): Promise<void>;
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** @param inputs the module's, to begin with */
export async function serveConsole(inputs: JsonObject = { delivery: { app_name: 'Acme' } }): Promise<Served> {
  let aheadMs = 0;
  const running: Running = await run(synthesizedModule(), {
    inputs,
    demo: { password: 'Demo-password-1' },
    externalFunctions: {
      [RIDDLE]: { packagePath: packageOf(riddle), handler: 'index.handler', runtime: 'nodejs22.x' },
    },
    reload: 'never',
    say: () => undefined,
    now: () => Date.now() + aheadMs,
  });
  const { endpoint, deploy, reset } = running.local;
  const browser = await launchBrowser({ 'evil.example': '127.0.0.1' });
  mkdirSync(PICTURES, { recursive: true });
  return {
    endpoint,
    browser,
    deploy,
    reset,
    later: ms => {
      aheadMs += ms;
    },
    state: async () => (await (await fetch(`${endpoint}/local/state`)).json()) as Snapshot,
    close: async () => {
      await browser.close();
      await running.close();
    },
  };
}

/** Somebody in front of the console, with what goes wrong there. */
export interface Person {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Console errors and warnings, exceptions, and requests that would leave this machine. */
  readonly problems: readonly string[];
  readonly app: Locator;
  readonly loop: Locator;
  readonly inbox: Locator;
  press(name: string | RegExp): Promise<void>;
  /** Opens a view by its tab. */
  view(name: string): Promise<void>;
  sees(text: string | RegExp, where?: Locator): Promise<void>;
  picture(name: string): Promise<void>;
}

export async function person({ browser, endpoint }: Served, path = '/', options = {}): Promise<Person> {
  // Nothing moves, so nothing is waited for.
  const context = await browser.newContext({
    ...{ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' },
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  const problems: string[] = [];
  context.on('console', message => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text());
  });
  context.on('weberror', error => problems.push(String(error.error())));
  context.on('request', request => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith('http') && host !== new URL(endpoint).host)
      problems.push(`leaves: ${request.url()}`);
  });
  const page = await context.newPage();
  await page.goto(`${endpoint}${path}`);
  const part = (name: string) => page.getByRole('region', { name, exact: true });
  return {
    ...{ context, page, problems },
    ...{ app: part('App'), loop: part('Loop'), inbox: part('Inbox') },
    press: name => page.getByRole('button', { name }).first().click(),
    view: name => page.getByRole('link', { name }).first().click(),
    sees: (text, where) =>
      (where ?? page.locator('body')).getByText(text).first().waitFor({ state: 'visible' }),
    picture: async name => void (await page.screenshot({ path: join(PICTURES, `${name}.png`) })),
  };
}
