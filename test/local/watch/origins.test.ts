import { request } from 'node:http';
import { expect } from 'chai';
import type { Protocol } from '../../../local/http/protocol.ts';
import { useLoop } from '../../support/loop.ts';

/** What no other page may see, or do. */
const REQUESTS = [
  ['GET', '/'],
  ['GET', '/console/app.js'],
  ['GET', '/kit'],
  ['GET', '/health'],
  ['GET', '/local/state'],
  ['GET', '/local/events'],
  ['GET', '/local/outbox'],
  ['GET', '/local/users'],
  ['POST', '/local/users'],
  ['PATCH', '/local/users/demo'],
  ['DELETE', '/local/users/demo'],
  ['GET', '/local/inputs'],
  ['PUT', '/local/inputs'],
  ['GET', '/local/switches'],
  ['PUT', '/local/switches'],
  ['POST', '/local/reset'],
] as const;

type Headers = Readonly<Record<string, string>>;

const FOREIGN: Readonly<Record<string, Headers>> = {
  'of a site': { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  'of another local port': { origin: 'http://localhost:5173', 'sec-fetch-site': 'same-site' },
  'of a frame without an origin': { origin: 'null', 'sec-fetch-site': 'cross-site' },
  'whose name points here': { host: 'evil.example' },
  'that embeds it, as a picture or a script': { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
};

describe('The local server and pages of others', function () {
  this.timeout(60_000);
  const pages = (): Protocol => ({
    takes: () => true,
    answer: async () => ({ status: 200, headers: { 'content-type': 'text/html' }, body: 'the console' }),
  });
  const running = useLoop({ inputs: { flow: [{ challenge: 'password' }] }, pages });

  /** With headers that browsers set and programs may not. */
  const send = (method: string, path: string, headers: Headers = {}) =>
    new Promise<{ status: number; headers: Headers; body: string }>((resolve, reject) => {
      const sent = request(running().endpoint + path, { method, headers, agent: false }, response => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => {
          body += text;
        });
        const whole = () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers as Headers, body });
        response.on('end', whole);
        // A stream of events does not end by itself.
        if (response.headers['content-type'] === 'text/event-stream') sent.destroy();
        response.on('error', whole);
      });
      sent.on('error', reject).end();
    });

  for (const [title, headers] of Object.entries(FOREIGN))
    it(`gives nothing to a page ${title}`, async () => {
      for (const [method, path] of REQUESTS) {
        const { status, body } = await send(method, path, headers);
        expect(status, `${method} ${path}`).to.equal(403);
        expect(Object.keys(JSON.parse(body))).to.deep.equal(['message']);
      }
      expect((await running().users().list()).map(({ attributes }) => attributes.name)).to.include('Demo');
    });

  it('tells a browser that asks first that other pages may not change anything', async () => {
    const origin = 'http://localhost:5173';
    const { headers } = await send('OPTIONS', '/local/inputs', {
      origin,
      'access-control-request-method': 'PUT',
    });
    expect(headers['access-control-allow-methods']).to.equal('POST, GET, OPTIONS');
  });

  it('serves the console to its own pages, in no frame of others', async () => {
    const { status, body, headers } = await send('GET', '/', { 'sec-fetch-site': 'none' });
    expect([status, body]).to.deep.equal([200, 'the console']);
    expect(headers['x-frame-options']).to.equal('SAMEORIGIN');
    const { endpoint } = running();
    for (const [method, path] of REQUESTS.filter(([each]) => each === 'GET'))
      expect((await send(method, path, { origin: endpoint })).status, path).to.equal(200);
    expect((await send('POST', '/')).body).to.not.include('console');
  });
});
