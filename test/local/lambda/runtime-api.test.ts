import { expect } from 'chai';
import { type RuntimeApi, startRuntimeApi } from '../../../local/lambda/runtime-api.ts';

const INVOCATION = {
  requestId: '0a1b2c3d-0000-4000-8000-000000000000',
  invokedArn: 'arn:aws:lambda:eu-central-1:111122223333:function:create',
  payload: '{"userName":"zoë"}',
  deadline: 1_700_000_000_000,
};
const ACCEPTED = { status: 202, body: { status: 'OK' } };

describe('the Runtime API', () => {
  let api: RuntimeApi;

  beforeEach(async () => {
    api = await startRuntimeApi();
  });

  afterEach(() => api.close());

  const call = (path: string, init?: RequestInit) =>
    fetch(`http://${api.address}/2018-06-01/runtime/${path}`, init);
  const next = () => call('invocation/next');

  async function post(path: string, body: string) {
    const response = await call(path, { method: 'POST', body });
    return { status: response.status, body: await response.json() };
  }

  /** Asks for an invocation and gets this one; the promise of what is posted comes with it. */
  async function take(invocation = INVOCATION) {
    const response = next();
    await api.waiting();
    return { posted: api.deliver(invocation), response: await response };
  }

  it('is on this machine only', () => {
    expect(api.address).to.match(/^127\.0\.0\.1:\d+$/);
  });

  it('gives a waiting runtime the invocation, with what it needs to know in the headers', async () => {
    const { response } = await take();

    expect(response.status).to.equal(200);
    expect(await response.text()).to.equal(INVOCATION.payload);
    expect(response.headers.get('lambda-runtime-aws-request-id')).to.equal(INVOCATION.requestId);
    expect(response.headers.get('lambda-runtime-deadline-ms')).to.equal('1700000000000');
    expect(response.headers.get('lambda-runtime-invoked-function-arn')).to.equal(INVOCATION.invokedArn);
    expect(response.headers.get('lambda-runtime-trace-id')).to.match(
      /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/,
    );
  });

  for (const kind of ['response', 'error'] as const) {
    it(`takes the ${kind} as it is`, async () => {
      const { posted } = await take();

      expect(await post(`invocation/${INVOCATION.requestId}/${kind}`, 'no json: é')).to.deep.equal(ACCEPTED);
      expect(await posted).to.deep.equal({ kind, payload: 'no json: é' });
    });
  }

  it('serves one invocation after the other', async () => {
    const first = await take();
    await post(`invocation/${INVOCATION.requestId}/response`, '1');
    const second = await take({ ...INVOCATION, requestId: 'second' });
    await post('invocation/second/response', '2');

    expect([(await first.posted).payload, (await second.posted).payload]).to.deep.equal(['1', '2']);
  });

  it('refuses an answer to another invocation', async () => {
    const { posted } = await take();

    expect(await post('invocation/another/response', '"stolen"')).to.deep.equal({
      status: 400,
      body: { errorType: 'InvalidRequestID', errorMessage: 'Invalid request ID' },
    });
    await post(`invocation/${INVOCATION.requestId}/response`, '"own"');
    expect((await posted).payload).to.equal('"own"');
  });

  it('refuses a second answer', async () => {
    const { posted } = await take();
    await post(`invocation/${INVOCATION.requestId}/response`, '1');

    expect(await post(`invocation/${INVOCATION.requestId}/response`, '2')).to.have.property('status', 400);
    expect((await posted).payload).to.equal('1');
  });

  it('refuses an answer before there is an invocation', async () => {
    expect(await post(`invocation/${INVOCATION.requestId}/response`, '1')).to.have.property('status', 400);
  });

  it('refuses to hand out another invocation before the first is answered', async () => {
    await take();
    const response = await next();

    expect(response.status).to.equal(403);
    expect(await response.json()).to.have.property('errorType', 'InvalidStateTransition');
  });

  it('takes 6,291,556 bytes, and not one more', async () => {
    const first = await take();
    const largest = 'x'.repeat(6_291_556);
    expect(await post(`invocation/${INVOCATION.requestId}/response`, largest)).to.deep.equal(ACCEPTED);
    expect((await first.posted).payload).to.have.length(6_291_556);

    const second = await take();
    expect(await post(`invocation/${INVOCATION.requestId}/response`, `${largest}x`)).to.deep.include({
      status: 413,
    });
    expect(await second.posted).to.deep.equal({
      kind: 'error',
      payload:
        '{"errorType":"Function.ResponseSizeTooLarge","errorMessage":"Response payload size exceeded maximum allowed payload size (6291556 bytes)."}',
    });
  });

  it('takes the report that the runtime cannot be initialized', async () => {
    expect(await post('init/error', '{"errorType":"Runtime.ImportModuleError"}')).to.deep.equal(ACCEPTED);
    expect(await api.initError).to.deep.equal({
      kind: 'error',
      payload: '{"errorType":"Runtime.ImportModuleError"}',
    });
  });

  it('refuses that report once the runtime has asked for an invocation', async () => {
    await take();

    expect(await post('init/error', '{}')).to.have.property('status', 403);
  });

  it('lets a runtime that gave up waiting ask again', async () => {
    const impatient = new AbortController();
    const first = call('invocation/next', { signal: impatient.signal }).catch(() => 'gave up');
    const asked = api.waiting();
    await asked;
    impatient.abort();
    expect(await first).to.equal('gave up');
    // Only once the server has seen the connection close, is the runtime no longer waiting.
    while (api.waiting() === asked) await new Promise(resolve => setImmediate(resolve));

    const { response } = await take();
    expect(response.status).to.equal(200);
  });

  it('has nothing else', async () => {
    expect((await call('invocation/next', { method: 'DELETE' })).status).to.equal(404);
    expect((await fetch(`http://${api.address}/`)).status).to.equal(404);
  });
});
