import { expect } from 'chai';
import { readAddress, START, writeAddress } from '../../local/console/browser/state/address.ts';
import { chartOf } from '../../local/console/browser/state/chart.ts';
import { toDraft, toInputs } from '../../local/console/browser/state/draft.ts';
import { follow } from '../../local/console/browser/state/follow.ts';
import { metricWords } from '../../local/console/browser/state/metric-line.ts';
import { report } from '../../local/console/browser/state/report.ts';
import type { Call, Graph, Message, Run, Server, Snapshot } from '../../local/watch/protocol.ts';

const SERVER: Server = {
  endpoint: 'http://127.0.0.1:9400',
  region: 'us-east-1',
  userPoolId: 'us-east-1_70JVWyhOK',
  clientIds: { app: 'client-id' },
  demoUser: null,
  flow: [{ name: 'password', challenges: ['password'] }],
};

const call = (id: string, more: Partial<Call> = {}): Call => ({
  id,
  atMs: 0,
  durationMs: 3,
  coldStart: false,
  role: 'VerifyAuthChallengeResponse',
  functionName: 'local-verify-auth-challenge-response',
  attempt: 1,
  event: null,
  response: null,
  verdict: 'wrong, 2 left',
  logs: [],
  awsCalls: [],
  ...more,
});

const run = (calls: readonly Call[]): Run => ({
  id: 'run',
  username: 'casey@ember.example',
  clientId: 'client-id',
  startedAtMs: 0,
  status: 'refused',
  calls,
});

const SNAPSHOT: Snapshot = {
  server: SERVER,
  runs: [],
  messages: [],
  notices: [],
  users: [],
  inputs: { values: {}, terraform: '' },
  switches: { functions: {} },
  bus: [],
};

describe('The state of the console', () => {
  it('follows what the server tells, and replaces what it tells again', () => {
    const { calls: _, ...told } = run([]);
    const begun = follow(SNAPSHOT, { type: 'run', run: told });
    const first = follow(begun, { type: 'call', runId: 'run', call: call('1') });
    const again = follow(first, { type: 'call', runId: 'run', call: call('1', { expectedAnswer: 'ABC' }) });
    const ended = follow(again, { type: 'run', run: { ...told, status: 'passed' } });
    expect(ended.runs).to.have.length(1);
    expect(ended.runs[0]).to.include({ status: 'passed' });
    expect(ended.runs[0]?.calls.map(each => each.expectedAnswer)).to.deep.equal(['ABC']);
    expect(follow(ended, { type: 'reset' }).runs).to.deep.equal([]);
  });

  it('forgets the oldest: a page is open all day', () => {
    const message = (id: number): Message => ({
      ...{ id: String(id), at: '', medium: 'SMS', to: '+15555550100', text: '' },
    });
    let state = SNAPSHOT;
    for (let id = 1; id <= 250; id++) state = follow(state, { type: 'message', message: message(id) });
    expect(state.messages).to.have.length(200);
    expect(state.messages[0]?.id).to.equal('51');
  });

  it('is in the address bar, and nothing that is no part of it', () => {
    const address = { ...START, view: 'users', user: 'a b' } as const;
    expect(writeAddress(address)).to.equal('?view=users&user=a+b');
    expect(readAddress(writeAddress(address))).to.deep.equal(address);
    expect(writeAddress(START)).to.equal('');
    expect(readAddress('?view=<script>&part=x')).to.deep.equal(START);
  });
});

describe('The report of a run', () => {
  const LINK = 'https://app.example.com/#username=u&token=QUESTION.1763750000.MACMAC';
  const sent: Message = {
    ...{ id: '1', at: '', medium: 'EMAIL', to: 'casey@ember.example', text: '', run: 'run' },
    ...{ code: '482915', link: LINK },
  };
  const log = (text: string) => ({ atMs: 0, level: 'ERROR' as const, text });

  it('holds no answer, code, link, Session, name or attribute, not even from a log line', () => {
    const event = {
      userName: 'c0ffee00-uuid',
      request: {
        userAttributes: { phone_number: '+15555550123', email: 'casey@ember.example' },
        challengeAnswer: 'GUESSED',
        privateChallengeParameters: { '.nonce': 'NONCE-1' },
      },
    };
    const secrets = ['HHHXUT', 'GUESSED', 'NONCE-1', '482915', 'QUESTION.1763750000.MACMAC', '+15555550123'];
    const names = ['casey@ember.example', 'c0ffee00-uuid'];
    const text = report(
      run([call('1', { event, expectedAnswer: 'HHHXUT', logs: [log([...secrets, ...names].join(' '))] })]),
      SERVER,
      [sent],
    );
    for (const secret of [...secrets, ...names]) expect(text).to.not.include(secret);
    expect(text).to.include('VerifyAuthChallengeResponse: wrong, 2 left (3 ms)');
    expect(text).to.include('through client app: refused');
  });

  it('tells what was denied and how to cure it; not what an external function logged', () => {
    const denied = {
      ...{ atMs: 0, action: 'kms:GenerateMac', resource: 'key', isAllowed: false, because: 'no statement' },
    };
    const error = { code: 'UserLambdaValidationException', message: 'It failed.', cure: 'Allow it.' };
    const text = report(
      run([
        call('1', { awsCalls: [denied], error }),
        call('2', { role: 'External', logs: [log('my secret')] }),
      ]),
      SERVER,
      [],
    );
    expect(text).to.include('DENIED kms:GenerateMac (no statement)');
    expect(text).to.include('UserLambdaValidationException: It failed.\n  Allow it.');
    expect(text).to.include('1 lines logged').and.not.include('my secret');
  });
});

describe('The flow, edited', () => {
  it('keeps what the form does not show', () => {
    const values = {
      name: 'acme',
      flow: [{ challenge: 'password' }, { any_of: ['email_otp', 'sms_otp'], when: { clients: ['web'] } }],
      email: { from: 'a@acme.example' },
      sms: { country_prefixes: ['+49'] },
    };
    expect(toInputs(toDraft({ values, terraform: '' }, SERVER), 'http://127.0.0.1:9400')).to.deep.equal(
      values,
    );
  });

  it('begins with the flow that is deployed where the inputs do not say it', () => {
    expect(toDraft({ values: {}, terraform: '' }, SERVER).steps).to.deep.equal([
      { challenges: ['password'], rest: {} },
    ]);
  });

  it('brings what a challenge cannot do without, for this machine', () => {
    const steps = ['magic_link', 'sms_otp', 'human_check'].map(name => ({ challenges: [name], rest: {} }));
    const inputs = toInputs({ steps, others: '{}' }, 'http://127.0.0.1:9400');
    expect(inputs.magic_link).to.deep.equal({ urls: ['http://localhost:9400/'] });
    expect(inputs).to.include.keys('email', 'sms', 'human_check');
  });
});

describe('A chart', () => {
  const graph: Omit<Graph, 'series'> = {
    ...{ title: 'Answers', isStacked: false, periodSeconds: 60, marks: [] },
    view: 'timeSeries',
    atMs: [0, 60_000, 120_000, 180_000],
  };
  const wrong = { label: 'wrong', unit: 'Count', values: [2, 4, null, 1] };

  it('draws a line through neighbours, and a dot for one that has none', () => {
    const { drawn, tops } = chartOf({ ...graph, series: [wrong] });
    expect(tops).to.deep.equal(['5']);
    expect(drawn[0]).to.include({ path: 'M50 60L150 20', dots: 'M350 80h0', total: '7' });
  });

  it('puts bars upon each other', () => {
    const right = { label: 'right', unit: 'Count', values: [2, null, 3, 1] };
    const { drawn, tops } = chartOf({ ...graph, isStacked: true, series: [wrong, right] });
    expect(tops).to.deep.equal(['5']);
    expect(drawn[1]?.path).to.match(/^M10 60V20H90V60ZM210 100V40H290V100ZM310 80V60H390V80Z$/);
  });

  it('tells the greatest of what is measured, by its own axis', () => {
    const slowest = {
      label: 'slowest',
      unit: 'Milliseconds',
      axis: 'right',
      values: [3, 900, null, 1],
    } as const;
    const { drawn, tops } = chartOf({ ...graph, series: [wrong, slowest] });
    expect(tops).to.deep.equal(['5', '1,000']);
    expect(drawn[1]).to.include({ total: '900 ms', path: 'M50 99.7L150 10' });
  });

  it('has room for the marks, and says where nothing is', () => {
    const marks = [{ label: 'Cognito gives up', value: 8 }];
    expect(chartOf({ ...graph, marks, series: [wrong] }).marks).to.deep.equal([
      { label: 'Cognito gives up', y: 20 },
    ]);
    expect(chartOf({ ...graph, series: [{ ...wrong, values: [null, null, null, null] }] })).to.include({
      isEmpty: true,
    });
  });
});

describe('A line of the log that counts', () => {
  const line = (Metrics: object[], dimensions: string[], values: object) =>
    JSON.stringify({
      _aws: {
        Timestamp: 1,
        CloudWatchMetrics: [{ Dimensions: [['Name'], ['Name', ...dimensions]], Metrics }],
      },
      Name: 'acme',
      ...values,
    });

  it('is told in words: what it counts, and by what', () => {
    const names = [{ Name: 'SignInsPassed' }, { Name: 'SignInSeconds' }];
    const values = { SignInsPassed: 1, SignInSeconds: 14, UserPoolClient: 'abc' };

    expect(metricWords(line(names, ['UserPoolClient'], values))).to.equal(
      'counted: SignInsPassed 1, SignInSeconds 14 (abc)',
    );
    expect(metricWords(line([{ Name: 'Faults' }], [], { Faults: 0 }))).to.equal('counted: Faults 0');
  });

  it('is shown as it is where it is no metric, or not as the format has it', () => {
    for (const text of ['Asked.', '{"message":"Asked."}', '{"_aws":{}}', '{"_aws"'])
      expect(metricWords(text), text).to.equal(undefined);
  });
});
