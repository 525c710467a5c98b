import { expect } from 'chai';
import { documentPage } from '../../local/console/document.ts';
import { consolePages } from '../../local/console/pages.ts';
import { siteVerify, TEST_KEYS } from '../../local/console/site-verify.ts';
import type { HttpRequest } from '../../local/http/protocol.ts';
import type { Message } from '../../local/watch/protocol.ts';

const request = (method: string, url: string, body = ''): HttpRequest => {
  const [path = '', query = ''] = url.split('?');
  return { method, path, query: new URLSearchParams(query), headers: {}, body, id: '1' };
};

const MAIL: Message = {
  ...{ id: '7', at: '', medium: 'EMAIL', to: 'casey@ember.example', text: 'Hello' },
  html: '<style>@media (prefers-color-scheme:dark){b{color:#fff}}</style><b>Hello</b>',
};

describe('The pages of the console', () => {
  const assets = async () => new Map([['console.js', { type: 'text/javascript', text: 'run()' }]]);
  const pages = (load: typeof assets = assets) =>
    consolePages(load, () => Date.parse('2026-11-27T12:00:00Z'))(() => [MAIL]);
  const get = (url: string, from = pages()) => from.answer(request('GET', url));

  it('are at the root, at /kit and below /console/, and nowhere else', () => {
    const { takes } = pages();
    for (const path of ['/', '/kit', '/console/console.js'])
      expect(takes(request('GET', path)), path).to.equal(true);
    for (const path of ['/local/state', '/kit/x', '/consoles'])
      expect(takes(request('GET', path)), path).to.equal(false);
    expect(takes(request('POST', '/')), 'Cognito is there').to.equal(false);
  });

  it('run their own scripts and nothing else, in nobody’s frame', async () => {
    const { headers, body } = await get('/');
    const policy = headers['content-security-policy'];
    expect(policy)
      .to.match(/^default-src 'none'; script-src 'self';/)
      .and.include("frame-ancestors 'none'");
    expect(policy).to.not.include('unsafe');
    expect(body).to.include('<script type="module" src="/console/console.js">');
    expect((await get('/console/console.js')).body).to.equal('run()');
    expect((await get('/console/other.js')).status).to.equal(404);
  });

  it('say why they cannot be bundled, and try again', async () => {
    let isBroken = true;
    const from = pages(async () => {
      if (isBroken) throw new Error('main.ts:1: Expected ";"');
      return assets();
    });
    expect(await get('/console/console.js', from)).to.include({
      status: 500,
      body: 'main.ts:1: Expected ";"',
    });
    isBroken = false;
    expect((await get('/console/console.js', from)).status).to.equal(200);
  });

  it('show a mail in a sandbox, light or dark whatever the system is', async () => {
    const [light, dark] = [
      await get('/console/mail/7?scheme=light'),
      await get('/console/mail/7?scheme=dark'),
    ];
    expect(light.headers['content-security-policy']).to.match(/^sandbox; default-src 'none';/);
    expect(light.body).to.include('@media (max-width:0){b');
    expect(dark.body).to.include('@media (min-width:0){b');
    expect((await get('/console/mail/8')).status).to.equal(404);
  });
});

describe('The stand-in of human check’s providers', () => {
  const now = Date.parse('2026-11-27T12:00:00Z');
  const { turnstile } = TEST_KEYS;
  const ask = (secret: string, response: string) =>
    siteVerify(new URLSearchParams({ secret, response }), now);

  it('passes the token of the test keys, and no other', () => {
    expect(ask(turnstile.secret, turnstile.token)).to.deep.equal({
      success: true,
      hostname: 'example.com',
      challenge_ts: '2026-11-27T12:00:00.000Z',
    });
    expect(ask(turnstile.secret, 'other')).to.include({ success: false });
    expect(ask('other', turnstile.token)).to.include({ success: false });
  });
});

describe('A document as a page', () => {
  it('has headings to lead to, tables, code and links within the documents', () => {
    const html = documentPage(
      '# Operations\n\n## A sign-in fails\n\nSee [there](contract.md#your-own-triggers) or [a test](../test/x.ts).\n\n| a | b |\n|---|---|\n| `x \\| y` | **z** <b> |\n\n- one\n- two\n\n```hcl\na = "<b>"\n```\n',
    );
    expect(html).to.include('<h2 id="a-sign-in-fails">');
    expect(html).to.include('See <a href="contract.md#your-own-triggers">there</a> or a test.');
    expect(html).to.include('<tr><td><code>x | y</code></td><td><strong>z</strong> &lt;b&gt;</td></tr>');
    expect(html).to.include('<ul><li>one</li><li>two</li></ul>');
    expect(html).to.include('<pre tabindex="0">a = &quot;&lt;b&gt;&quot;\n</pre>');
  });
});
