import { expect } from 'chai';
import { corsHeaders, refusal } from '../../../local/http/origins.ts';
import type { HttpRequest } from '../../../local/http/protocol.ts';

const HOST = '127.0.0.1:9400';

const request = (
  headers: Record<string, string>,
  { method = 'GET', path = '/local/outbox' } = {},
): HttpRequest => ({
  ...{ method, path, body: '', id: 'x', query: new URLSearchParams() },
  headers: { host: HOST, ...headers },
});

const rules = {
  forPages: ({ path }: HttpRequest) => path === '/for-pages',
  allowedOrigins: ['https://app.example.test'],
};
const isRefused = (...of: Parameters<typeof request>) => refusal(request(...of), rules) !== undefined;
const forPages = { path: '/for-pages', method: 'POST' };

describe('Which requests the local server answers', () => {
  for (const host of ['127.0.0.1:9400', 'localhost:9400', '[::1]:9400', 'app.localhost', 'LOCALHOST:1'])
    it(`those for the host ${host}`, () => expect(isRefused({ host })).to.equal(false));

  for (const host of [
    'evil.example:9400',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '192.168.1.5:9400',
    '',
    '[',
  ])
    it(`none for the host "${host}": a name of somebody else's may point here`, () => {
      expect(isRefused({ host })).to.equal(true);
      expect(isRefused({ host, origin: `http://${host}` }, forPages)).to.equal(true);
    });

  it('everything for programs, which send no Origin', () => {
    expect(isRefused({})).to.equal(false);
    expect(isRefused({}, { method: 'POST', path: '/' })).to.equal(false);
  });

  it('everything for its own pages', () => {
    expect(isRefused({ origin: `http://${HOST}`, 'sec-fetch-site': 'same-origin' })).to.equal(false);
    expect(isRefused({ 'sec-fetch-site': 'same-origin' })).to.equal(false);
    expect(isRefused({ 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' })).to.equal(false);
  });

  for (const origin of [
    'http://localhost:3000',
    'http://127.0.0.1:5173',
    'http://[::1]:8080',
    'https://app.example.test',
  ])
    it(`for a page of ${origin} what is for pages, and nothing else`, () => {
      expect(isRefused({ origin }, forPages)).to.equal(false);
      expect(isRefused({ origin }, { ...forPages, method: 'OPTIONS' })).to.equal(false);
      expect(isRefused({ origin })).to.equal(true);
    });

  for (const origin of [
    'https://evil.example',
    'http://localhost.evil.example',
    'https://evil.test:9400',
    'null',
    'file://',
  ])
    it(`nothing for a page of ${origin}, preflight included`, () => {
      expect(isRefused({ origin }, forPages)).to.equal(true);
      expect(isRefused({ origin }, { ...forPages, method: 'OPTIONS' })).to.equal(true);
      expect(isRefused({ origin })).to.equal(true);
    });

  it('nothing that another page embeds; a link from there may be followed', () => {
    for (const site of ['cross-site', 'same-site']) {
      expect(isRefused({ 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors' }), site).to.equal(true);
      expect(isRefused({ 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate' }), site).to.equal(false);
      const form = { method: 'POST', path: '/' };
      expect(isRefused({ 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate' }, form), site).to.equal(true);
    }
  });
});

describe('corsHeaders', () => {
  it('name the page that asks, and what SDKs send', () => {
    const headers = corsHeaders(request({ origin: 'http://localhost:3000' }));
    expect(headers).to.include({ 'access-control-allow-origin': 'http://localhost:3000', vary: 'Origin' });
    expect(headers['access-control-allow-headers']).to.include('x-amz-target');
  });

  it('are not there for programs', () => expect(corsHeaders(request({}))).to.deep.equal({}));
});
