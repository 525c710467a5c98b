import { once } from 'node:events';
import { type ClientHttp2Stream, connect, createServer, type Http2Server } from 'node:http2';
import { connect as connectTo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { startProviderProxy } from './provider-proxy.ts';
import { useScratchFolder } from './scratch-folder.ts';

/** An answer without a type in it, as it is framed. */
const SCHEMA = Buffer.from([0, 0, 0, 0, 2, 0x0a, 0]);

describe('the proxy before a provider', () => {
  const scratch = useScratchFolder();
  const asked: string[] = [];
  let provider: Http2Server;
  let close: () => void;

  before(async () => {
    provider = createServer().on('stream', async (stream, { ':path': path = '' }) => {
      const body = await text(stream);
      asked.push(`${path} ${body}`);
      if (body === 'wrong')
        return stream.respond({ ':status': 200, 'grpc-status': '3' }, { endStream: true });
      stream.respond({ ':status': 200 }, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
      stream.end(path.endsWith('GetSchema') ? SCHEMA : `answer ${asked.length}`);
    });
    provider.listen(scratch('provider'));
    await once(provider, 'listening');
    close = await startProviderProxy(scratch('provider'), scratch('proxy'), () => true);
  });

  after(() => {
    close();
    provider.close();
  });

  /** Calls through the proxy. */
  async function call(method: string, body: string) {
    const session = connect('http://proxy', { createConnection: () => connectTo(scratch('proxy')) });
    const request: ClientHttp2Stream = session.request({
      ...{ ':method': 'POST', ':path': `/tfplugin5.Provider/${method}` },
    });
    let status: unknown;
    request.on('response', headers => (status ??= headers['grpc-status']));
    request.on('trailers', trailers => (status ??= trailers['grpc-status']));
    request.end(body);
    const answer = await text(request);
    session.close();
    return { answer, status };
  }

  it('asks once for a schema, and once whether each configuration is valid', async () => {
    const one = await call('PrepareProviderConfig', 'one');

    expect(one).to.include({ status: '0' });
    expect(await call('PrepareProviderConfig', 'one')).to.deep.equal(one);
    expect((await call('PrepareProviderConfig', 'another')).answer).to.not.equal(one.answer);
    for (const _ of [1, 2])
      expect(await call('GetSchema', '')).to.deep.equal({ answer: String(SCHEMA), status: '0' });
    expect(asked.splice(0)).to.deep.equal([
      '/tfplugin5.Provider/PrepareProviderConfig one',
      '/tfplugin5.Provider/PrepareProviderConfig another',
      '/tfplugin5.Provider/GetSchema ',
    ]);
  });

  it('passes everything else each time, and errors as they are', async () => {
    const answers = [await call('PlanResourceChange', 'x'), await call('PlanResourceChange', 'x')];

    expect(new Set(answers.map(({ answer }) => answer))).to.have.lengthOf(2);
    expect(await call('Configure', 'wrong')).to.deep.equal({ answer: '', status: '3' });
    expect(asked).to.have.lengthOf(3);
  });
});
