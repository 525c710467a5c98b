import { EventEmitter, once } from 'node:events';
import { expect } from 'chai';
import type { Round } from '../../../local/cognito/cognito.ts';
import { createCalls } from '../../../local/watch/calls.ts';
import type { Change } from '../../../local/watch/protocol.ts';
import { createRuns } from '../../../local/watch/runs.ts';
import { createTraces } from '../../../local/watch/traces.ts';

/** Without Cognito and Lambda: what they report. */
function watched() {
  const changes: Change[] = [];
  const news = new EventEmitter();
  const publish = (change: Change) => {
    changes.push(change);
    news.emit('change');
  };
  const runs = createRuns(publish, () => 0);
  const calls = createCalls({
    runs,
    traces: createTraces(),
    now: () => 0,
    answerTo: async () => undefined,
    notify: () => undefined,
  });
  return { runs, calls, changes, news };
}

const round = (requestId: string, more: Partial<Round> = {}): Round => ({
  requestId,
  trigger: 'DefineAuthChallenge',
  triggerSource: 'DefineAuthChallenge_Authentication',
  userPoolId: 'p',
  clientId: 'c',
  userName: 'ada',
  attempt: 1,
  event: {},
  request: {},
  response: { challengeName: 'CUSTOM_CHALLENGE' },
  durationMs: 1,
  coldStart: false,
  at: 0,
  ...more,
});

describe('what the local server keeps of sign-ins', () => {
  it('is no more than the newest runs, and the newest calls of each', () => {
    const { runs, calls } = watched();
    for (let n = 0; n < 150; n++)
      runs.signIn({ id: `run ${n}`, username: 'ada', clientId: 'c', status: 'open' });
    for (let n = 0; n < 250; n++) {
      calls.begin(`call ${n}`, 'run 149');
      for (let entry = 0; entry < 3; entry++) calls.log(`call ${n}`, 'line');
      calls.round(round(`call ${n}`, { signInId: 'run 149' }), 'define');
    }
    const list = runs.list();
    expect(list.map(({ id }) => id)).to.deep.equal(Array.from({ length: 100 }, (_, n) => `run ${n + 50}`));
    expect(
      list
        .at(-1)
        ?.calls.map(({ id }) => id)
        .slice(0, 1),
    ).to.deep.equal(['call 50']);
    expect(list.at(-1)?.calls).to.have.length(200);
  });

  it('has of a function that writes without end the first lines', () => {
    const { runs, calls } = watched();
    calls.begin('call');
    for (let n = 0; n < 600; n++) calls.log('call', `${n}`);
    calls.round(round('call'), 'define');
    expect(runs.list()[0]?.calls[0]?.logs).to.have.length(200);
  });

  it('joins what a function caused while its own call was not over yet', () => {
    const { runs, calls } = watched();
    runs.signIn({ id: 'run', username: 'Ada', clientId: 'c', status: 'open' });
    calls.begin('create', 'run');
    calls.begin('deliver', 'create');
    const outcome = { payload: 'null', durationMs: 1, coldStart: false };
    calls.invoked({
      ...{ requestId: 'deliver', role: 'Deliver', functionName: 'f', payload: '{}', atMs: 0 },
      outcome,
    });
    calls.round(round('create', { signInId: 'run' }), 'create');
    expect(runs.list().map(({ id, calls: made }) => [id, made.map(call => call.id)])).to.deep.equal([
      ['run', ['deliver', 'create']],
    ]);
  });

  it('has a run for a call that belongs to no sign-in, and a call for each try', () => {
    const { runs, calls } = watched();
    calls.round(round('refresh', { trigger: 'PreTokenGeneration' }), 'guard');
    for (const attempt of [1, 2]) {
      calls.begin('event');
      const outcome = { thrown: new Error(`no ${attempt}`) };
      calls.invoked({
        ...{ requestId: 'event', role: 'External', functionName: 'f', payload: '{', atMs: 0 },
        outcome,
      });
    }
    expect(
      runs.list().map(({ id, status, calls: made }) => [id, status, made.map(call => call.id)]),
    ).to.deep.equal([
      ['refresh', 'passed', ['refresh']],
      ['event', 'failed', ['event', 'event-2']],
    ]);
  });

  it('tells a call again when more is known of it, many lines at once', async () => {
    const { calls, changes, news } = watched();
    calls.begin('call');
    calls.round(round('call', { error: { code: 'X', message: 'timeout' } }), 'define');
    const before = changes.length;
    for (let n = 0; n < 50; n++) calls.log('call', `late ${n}`);
    await once(news, 'change');
    expect(changes.slice(before)).to.have.length(1);
    expect(changes.at(-1)).to.have.nested.property('call.logs').with.length(50);
  });
});
