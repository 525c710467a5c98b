import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect } from 'chai';
import { jsonRoutes } from '../../../local/http/json-routes.ts';
import { type HttpServer, serve } from '../../../local/http/server.ts';
import { createHub, type Hub } from '../../../local/watch/hub.ts';
import { listen } from './client.ts';

describe('server-sent events', () => {
  let hub: Hub;
  let server: HttpServer;
  beforeEach(async () => {
    hub = createHub(20);
    const answer = () => ({ stream: hub.stream(() => ({ first: true })) });
    server = await serve(0, [jsonRoutes([{ method: 'GET', path: /^\/local\/events$/, answer }])]);
  });
  afterEach(async () => {
    hub.close();
    await server.close();
  });

  const until = async (listeners: number) => {
    while (hub.listeners() !== listeners) await new Promise(resolve => setImmediate(resolve));
  };

  it('begin with a snapshot, and go to everybody who listens', async () => {
    const all = await Promise.all([listen(server.endpoint), listen(server.endpoint)]);
    for (const each of all) expect(await each.next('snapshot')).to.deep.equal({ first: true });
    await until(2);
    hub.publish({ type: 'reset' });
    for (const each of all) expect(await each.next('reset')).to.deep.equal({ type: 'reset' });
    all[0].close();
    await until(1);
    hub.publish({ type: 'reset' });
    expect(await all[1].next('reset')).to.deep.equal({ type: 'reset' });
    all[1].close();
    await until(0);
  });

  it('keep a connection open on which nothing comes', async () => {
    const aborting = new AbortController();
    const { body } = await fetch(`${server.endpoint}/local/events`, { signal: aborting.signal });
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('\n\n: '))
      text += (await reader?.read())?.value ?? expect.fail('The stream ended.');
    expect(text).to.match(/^event: snapshot\ndata: \{"first":true\}\n\n: still here\n\n/);
    aborting.abort();
    await until(0);
  });

  it('wait for nobody: who does not read is cut off', async () => {
    const { hostname, port } = new URL(server.endpoint);
    const socket: Socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.pause();
    socket.write(`GET /local/events HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`);
    await until(1);
    const text = 'x'.repeat(4 * 1024 * 1024);
    for (let n = 0; n < 16 && hub.listeners() > 0; n++) {
      hub.publish({ type: 'notice', notice: { id: String(n), at: '', kind: 'decoy', text } });
      await new Promise(resolve => setImmediate(resolve));
    }
    await until(0);
    socket.destroy();
  });
});
