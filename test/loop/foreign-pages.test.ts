import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { useLoop } from '../support/loop.ts';
import { need } from '../support/need.ts';

/** What a page gets of an address: the text, or `nothing` where the browser keeps it from the page. */
const read = ([url, init]: [string, RequestInit]) =>
  fetch(url, init).then(
    response => response.text(),
    () => 'nothing',
  );

describe('The local server and the web pages that the developer has open', function () {
  this.timeout(60_000);
  const running = useLoop({ inputs: { flow: [{ challenge: 'password' }] } });
  let browser: Browser;
  let pages: Server;

  before(async function () {
    need('chromium').call(this);
    pages = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end('<title>a page</title>');
    });
    await new Promise<void>(resolve => void pages.listen(0, '127.0.0.1', resolve));
    browser = await launchBrowser({ 'evil.example': '127.0.0.1' });
  });
  after(async () => {
    await browser?.close();
    pages?.close();
  });

  const open = async (host: string): Promise<Page> => {
    const page = await browser.newPage();
    await page.goto(`http://${host}:${(pages.address() as AddressInfo).port}/`);
    return page;
  };
  const get = (page: Page, url: string, init: RequestInit = {}) =>
    page.evaluate(read, [url, init] as [string, RequestInit]);
  const initiate = (userPoolClientId: string): RequestInit => ({
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth',
    },
    body: JSON.stringify({
      ClientId: userPoolClientId,
      AuthFlow: 'CUSTOM_AUTH',
      AuthParameters: { USERNAME: 'x' },
    }),
  });

  it('tell nothing to a page of another site', async () => {
    const { endpoint, clientId } = running();
    const page = await open('evil.example');
    for (const path of ['/local/config', '/local/rounds', '/local/outbox', '/local/failures'])
      expect(await get(page, endpoint + path), path).to.equal('nothing');
    expect(await get(page, endpoint, initiate(clientId))).to.equal('nothing');
  });

  it('tell nothing to a page whose name was made to point at this machine', async () => {
    const { endpoint } = running();
    const { port } = new URL(endpoint);
    const page = await browser.newPage();
    const answer = await page.goto(`http://evil.example:${port}/local/config`);
    expect(answer?.status()).to.equal(403);
    expect(await get(page, '/local/config'))
      .to.include('not on loopback')
      .and.not.include('demoUser');
  });

  it('let an app on another local port sign in, and read nothing else', async () => {
    const { endpoint, clientId, config } = running();
    const page = await open('localhost');
    expect(await get(page, endpoint, initiate(clientId))).to.include('Incorrect username or password');
    const wellKnown = `${endpoint}/${config.userPoolId}/.well-known`;
    expect(await get(page, `${wellKnown}/jwks.json`)).to.include('"keys"');
    expect(await get(page, `${wellKnown}/openid-configuration`)).to.include('"jwks_uri"');
    expect(await get(page, `${endpoint}/local/config`)).to.equal('nothing');
  });
});
