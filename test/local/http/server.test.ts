import { crc32 } from 'node:zlib';
import { expect } from 'chai';
import { AwsError, type Caller } from '../../../local/aws-service.ts';
import { awsJson } from '../../../local/http/aws-json.ts';
import { awsQuery } from '../../../local/http/aws-query.ts';
import { awsRest } from '../../../local/http/aws-rest.ts';
import { jsonPages } from '../../../local/http/pages.ts';
import { type HttpServer, serve } from '../../../local/http/server.ts';

const SIGNED = {
  authorization: 'AWS4-HMAC-SHA256 Credential=AKIA1/20260101/us-east-1/kms/aws4_request, Signature=0',
};
const FORM = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };

describe('serve', () => {
  let server: HttpServer;
  const said = (caller: Caller) => caller.accessKeyId ?? 'nobody';
  const denied = () => {
    throw new AwsError('AccessDeniedException', 'User: f is not authorized');
  };
  const gone = () => {
    throw new AwsError('GoneException', 'Gone & <lost>', 410, { Item: { a: 1 } });
  };

  before(async () => {
    server = await serve(0, [
      awsJson({
        Echo: {
          operations: { Say: (input, caller) => ({ ...input, by: said(caller) }), Gone: gone, Deny: denied },
        },
        Shout: { operations: { Gone: gone }, messageField: 'Message' },
      }),
      awsQuery({
        '2010-03-31': {
          operations: { Say: ({ Text = '' }) => ({ Said: Text }), Gone: gone, Deny: denied },
          xmlNamespace: 'http://echo.example/',
          accessDeniedCode: 'AuthorizationError',
        },
      }),
      awsRest([
        {
          errorBody: ({ message }) => ({ Message: message }),
          routes: [
            {
              method: 'POST',
              path: /^\/v1\/echo\/([^/]+)$/,
              operation: ({ labels, query, headers, body }) => {
                if (labels[0] === 'deny') denied();
                const text = `${labels[0]} ${query.get('q')} ${headers['x-of-mine']} ${body}`;
                return { status: 202, headers: { 'x-echo': 'yes' }, body: JSON.stringify(text) };
              },
            },
          ],
        },
      ]),
      jsonPages({ '/page': () => ['plain'] }),
    ]);
  });
  after(() => server.close());

  const send = (path: string, request: RequestInit = {}) => fetch(server.endpoint + path, request);
  const json = (target: string, body: unknown, headers = {}) =>
    send('/', {
      method: 'POST',
      headers: { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.1', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const query = (fields: Record<string, string>) =>
    send('/', {
      method: 'POST',
      headers: FORM,
      body: new URLSearchParams({ Version: '2010-03-31', ...fields }).toString(),
    });

  it('listens on loopback only', () => {
    expect(server.endpoint).to.match(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('says who has the port, and how to choose another', async () => {
    const port = Number(new URL(server.endpoint).port);
    const error = await serve(port, []).catch((reason: unknown) => reason);
    expect(String(error))
      .to.include(`Port ${port} is taken by "`)
      .and.include(`kill ${process.pid}. Or choose another port with --port.`);
  });

  describe('AWS JSON', () => {
    it('calls the operation that the target names, with who signed', async () => {
      const response = await json('Echo.Say', { a: [1] }, SIGNED);
      expect(await response.json()).to.deep.equal({ a: [1], by: 'AKIA1' });
      expect(await (await json('Echo.Say', '')).json()).to.deep.equal({ by: 'nobody' });
    });

    it('answers in the version of the request, with a checksum and a request id', async () => {
      for (const version of ['1.0', '1.1']) {
        const type = `application/x-amz-json-${version}`;
        const response = await json('Echo.Say', {}, { 'content-type': type });
        expect(response.headers.get('content-type')).to.equal(type);
        expect(response.headers.get('x-amz-crc32')).to.equal(String(crc32(await response.text())));
        expect(response.headers.get('x-amzn-requestid')).to.match(/^[\w-]{36}$/);
      }
    });

    it('tells an error by its name, in the body and in a header, with its own fields', async () => {
      const response = await json('Echo.Gone', {});
      expect(response.status).to.equal(410);
      expect(response.headers.get('x-amzn-errortype')).to.equal('GoneException');
      expect(await response.json()).to.deep.equal({
        __type: 'GoneException',
        message: 'Gone & <lost>',
        Item: { a: 1 },
      });
      expect(await (await json('Shout.Gone', {})).json()).to.include({ Message: 'Gone & <lost>' });
      expect((await json('Echo.Deny', {})).status).to.equal(400);
    });

    for (const target of ['Echo.Sing', 'Other.Say', 'Echo.toString', 'constructor.name']) {
      it(`has no ${target}`, async () => {
        const response = await json(target, {});
        expect(response.status).to.equal(400);
        expect(await response.json()).to.include({ __type: 'UnknownOperationException' });
      });
    }

    it('refuses a body that is no JSON object', async () => {
      for (const body of ['{', '[]', '"a"']) {
        expect(await (await json('Echo.Say', body)).json()).to.include({ __type: 'SerializationException' });
      }
    });
  });

  describe('AWS query', () => {
    it('answers with XML', async () => {
      const response = await query({ Action: 'Say', Text: 'a < b & "c"' });
      expect(response.headers.get('content-type')).to.equal('text/xml');
      const id = response.headers.get('x-amzn-requestid');
      expect(await response.text()).to.equal(
        `<SayResponse xmlns="http://echo.example/"><SayResult><Said>a &#60; b &#38; &#34;c&#34;</Said></SayResult><ResponseMetadata><RequestId>${id}</RequestId></ResponseMetadata></SayResponse>`,
      );
    });

    it('tells an error as the protocol does', async () => {
      const response = await query({ Action: 'Gone' });
      expect(response.status).to.equal(410);
      expect(await response.text()).to.include(
        '<Error><Type>Sender</Type><Code>GoneException</Code><Message>Gone &#38; &#60;lost&#62;</Message></Error>',
      );
    });

    it("gives a call that no policy allows the service's own name for it", async () => {
      const response = await query({ Action: 'Deny' });
      expect(response.status).to.equal(403);
      expect(await response.text()).to.include('<Code>AuthorizationError</Code>');
    });

    it('has no other actions and no other versions', async () => {
      expect(await (await query({ Action: 'toString' })).text()).to.include('<Code>InvalidAction</Code>');
      expect((await query({ Action: 'Say', Version: '2011-06-15' })).status).to.equal(404);
    });
  });

  describe('AWS REST', () => {
    const post = (path: string, headers = {}) => send(path, { method: 'POST', headers, body: 'body' });

    it('gives the operation the parts of the path decoded, the query, headers and body', async () => {
      const response = await post('/v1/echo/a%3Ab%2Fc?q=1', { 'X-Of-Mine': 'mine' });
      expect([response.status, response.headers.get('x-echo')]).to.deep.equal([202, 'yes']);
      expect(await response.json()).to.equal('a:b/c 1 mine body');
    });

    it('tells a call that no policy allows by 403', async () => {
      const response = await post('/v1/echo/deny');
      expect([response.status, response.headers.get('x-amzn-errortype')]).to.deep.equal([
        403,
        'AccessDeniedException',
      ]);
      expect(await response.json()).to.deep.equal({ Message: 'User: f is not authorized' });
    });

    it('knows no other methods and paths', async () => {
      expect((await send('/v1/echo/a')).status).to.equal(404);
      expect((await post('/v1/echo/a/b')).status).to.equal(404);
    });
  });

  it('serves pages', async () => {
    const response = await send('/page?x=1');
    expect(response.headers.get('content-type')).to.equal('application/json');
    expect(await response.json()).to.deep.equal(['plain']);
    expect((await send('/toString')).status).to.equal(404);
  });

  it('takes no request of more than 6 MB', async () => {
    const response = await json('Echo.Say', { text: 'x'.repeat(6 * 1024 * 1024) });
    expect(response.status).to.equal(413);
  });
});
